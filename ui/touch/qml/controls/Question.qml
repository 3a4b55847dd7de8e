// The question (or name) of a screen, at the top of the middle zone; `hint` is one quieter line below it.
import QtQuick
import ".."

Column {
    id: root
    property string text: ""
    property string hint: ""
    property bool dense: false          // a long name in smaller letters, where height is scarce
    spacing: 0

    Sentence {
        objectName: "question"
        width: root.width
        text: root.text
        size: !root.dense || text.length <= 52 ? Theme.question : text.length <= 72 ? Theme.body : Theme.small
        maximumLineCount: root.dense ? 2 : 4
        elide: Text.ElideRight
        display: true
        font.weight: Font.DemiBold
        lineHeight: Math.round(font.pixelSize * 1.35)
        topPadding: Math.round(font.pixelSize * 0.12)
        Accessible.role: Accessible.Heading
    }
    Sentence {
        visible: text !== ""
        width: root.width
        text: root.hint
        color: Theme.softText
        lineHeight: Math.round(font.pixelSize * 1.4)
    }
}
