// One answer to a question: a wide button, with an optional drawing at its left and a mark when it is chosen.
// `quiet` ones stand back behind the answers: "another one", "I do not know".
import QtQuick
import ".."

Pressable {
    id: root
    property string text: ""
    property string detail: ""
    property string picture: ""
    property bool chosen: false
    property bool quiet: false

    implicitHeight: Math.max(Theme.buttonHeight, words.height + Theme.mm(4))
    Accessible.name: text
    Accessible.role: Accessible.RadioButton
    Accessible.checked: chosen

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius
        color: root.pressed ? Theme.paleTints[0] : root.quiet ? "#EDE8DB" : Theme.white
        border.width: root.chosen || root.pressed ? Theme.border * 3 : Theme.border
        border.color: root.chosen || root.pressed ? Theme.brand : Theme.line
    }
    Picture {
        id: drawing
        visible: root.picture !== ""
        name: root.picture
        anchors.left: parent.left
        anchors.leftMargin: Theme.mm(2)
        anchors.verticalCenter: parent.verticalCenter
        width: visible ? Math.min(root.height - Theme.mm(4), Math.round(root.width * 0.4)) : 0
        height: root.height - Theme.mm(4)
    }
    Column {
        id: words
        anchors.left: drawing.right
        anchors.leftMargin: Theme.mm(4)
        anchors.right: mark.left
        anchors.rightMargin: Theme.mm(2)
        anchors.verticalCenter: parent.verticalCenter
        Sentence {
            width: parent.width
            text: root.text
            font.weight: root.quiet ? Font.Normal : Font.DemiBold
            lineHeight: Math.round(font.pixelSize * 1.3)
        }
        Sentence {
            visible: text !== ""
            width: parent.width
            text: root.detail
            size: Theme.small
            color: Theme.softText
            maximumLineCount: 2
            elide: Text.ElideRight
            lineHeight: Math.round(font.pixelSize * 1.3)
        }
    }
    Picture {
        id: mark
        visible: root.chosen
        name: "icons/check"
        anchors.right: parent.right
        anchors.rightMargin: Theme.mm(4)
        anchors.verticalCenter: parent.verticalCenter
        width: visible ? Theme.mm(12) : 0
        height: Theme.mm(12)
    }
}
