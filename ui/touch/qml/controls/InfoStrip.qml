// One line of fact with its icon: how many wait, when the data was synced, what the printer says.
import QtQuick
import ".."

Rectangle {
    id: root
    property string text: ""
    property string icon: "info"
    property string look: "plain"       // plain | warn | good
    property int size: Theme.body
    property int lines: 6               // a longer text is cut with an ellipsis

    visible: text !== ""
    implicitHeight: visible ? Math.max(Theme.mm(14), words.implicitHeight + Theme.mm(4)) : 0
    radius: Theme.radius
    color: look === "warn" ? Theme.help : look === "good" ? Theme.paleTints[4] : Theme.white
    border.width: Theme.border
    border.color: look === "warn" ? Theme.text : look === "good" ? Theme.go : Theme.softLine

    Picture {
        id: mark
        name: "icons/" + root.icon
        anchors.left: parent.left
        anchors.leftMargin: Theme.mm(4)
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.mm(10)
        height: Theme.mm(10)
    }
    Sentence {
        id: words
        objectName: root.objectName === "" ? "" : root.objectName + "-words"
        anchors.left: mark.right
        anchors.leftMargin: Theme.mm(4)
        anchors.right: parent.right
        anchors.rightMargin: Theme.mm(4)
        anchors.verticalCenter: parent.verticalCenter
        text: root.text
        size: root.size
        maximumLineCount: root.lines
        elide: Text.ElideRight
        lineHeight: Math.round(font.pixelSize * 1.35)
    }
}
