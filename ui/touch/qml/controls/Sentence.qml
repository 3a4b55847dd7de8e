// A text of the screen. It keeps the line height that stacked marks need and never goes below the smallest type.
import QtQuick
import ".."

Text {
    property int size: Theme.body
    property bool display: false
    // Khmer letters need their own face first: asked for them, a Latin face only warns.
    readonly property bool khmer: /[\u1780-\u17ff]/.test(text)

    font.family: khmer ? Theme.khmerFamily : display ? Theme.displayFamily : Theme.family
    font.pixelSize: size
    color: Theme.text
    wrapMode: Text.WordWrap
    textFormat: Text.PlainText
    renderType: Text.QtRendering
    lineHeightMode: Text.FixedHeight
    lineHeight: Math.round(font.pixelSize * Theme.lineRatio)
    topPadding: display ? Math.round(font.pixelSize * 0.2) : 0
    font.features: ({ "tnum": 1 })
}
