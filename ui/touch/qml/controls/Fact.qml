// A small line of fact: its icon, its few words.
import QtQuick
import ".."

Item {
    id: root
    property string icon: ""
    property string text: ""
    property bool strong: false

    implicitHeight: words.implicitHeight
    implicitWidth: mark.width + words.anchors.leftMargin + words.implicitWidth

    Picture {
        id: mark
        name: root.icon === "" ? "" : "icons/" + root.icon
        y: Math.round((words.lineHeight - height) / 2)
        width: Theme.mm(7)
        height: Theme.mm(7)
    }
    Sentence {
        id: words
        objectName: root.objectName === "" ? "" : root.objectName + "-words"
        anchors.left: mark.right
        anchors.leftMargin: Theme.mm(2)
        anchors.right: parent.right
        text: root.text
        size: Theme.small
        font.weight: root.strong ? Font.DemiBold : Font.Normal
        color: Theme.text
        lineHeight: Math.round(font.pixelSize * 1.28)
    }
}
