// The question (or name) of a screen, at the top of the middle zone; `hint` is one quieter line below it.
import QtQuick
import ".."

Column {
    id: root
    property string text: ""
    property string hint: ""
    spacing: 0

    Sentence {
        objectName: "question"
        width: root.width
        text: root.text
        size: Theme.question
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
