// One answer: a word, an optional line under it and an optional drawing. Quiet ones stand back behind the answers.
import QtQuick
import ".."

Pressable {
    id: root
    property string text: ""
    property string detail: ""
    property string picture: ""
    property bool chosen: false
    property bool quiet: false

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
        x: Theme.mm(3)
        y: Theme.mm(2)
        width: visible ? Math.round(height * 1.33) : 0
        height: parent.height - 2 * y
    }
    Column {
        anchors.left: drawing.right
        anchors.leftMargin: Theme.mm(drawing.visible ? 2 : 4)
        anchors.right: mark.left
        anchors.rightMargin: Theme.mm(2)
        anchors.verticalCenter: parent.verticalCenter
        Sentence {
            width: parent.width
            text: root.text
            font.weight: root.quiet ? Font.Normal : Font.DemiBold
            maximumLineCount: 2
            lineHeight: Math.round(font.pixelSize * 1.25)
        }
        Sentence {
            visible: text !== ""
            width: parent.width
            text: root.detail
            size: Theme.small
            color: Theme.softText
            maximumLineCount: 2
            elide: Text.ElideRight
            lineHeight: Math.round(font.pixelSize * 1.25)
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
