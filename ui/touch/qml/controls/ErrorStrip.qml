// What to put right, at the field it is about. A doubt is amber, an error red; both say it in words.
import QtQuick
import ".."

Rectangle {
    id: root
    property string text: ""
    property bool soft: false
    property int least: Theme.mm(14)

    objectName: "problem"
    visible: text !== ""
    height: visible ? Math.max(root.least, words.implicitHeight + Theme.mm(3)) : 0
    radius: Theme.radius
    color: soft ? Theme.help : Theme.white
    border.width: Theme.border * 2
    border.color: soft ? Theme.text : Theme.error
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    Picture {
        id: mark
        name: "icons/warning"
        x: Theme.mm(4)
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.mm(10)
        height: Theme.mm(10)
    }
    Sentence {
        id: words
        anchors.left: mark.right
        anchors.leftMargin: Theme.mm(4)
        anchors.right: parent.right
        anchors.rightMargin: Theme.mm(4)
        anchors.verticalCenter: parent.verticalCenter
        text: root.text
        font.weight: Font.DemiBold
        color: root.soft ? Theme.text : Theme.error
        lineHeight: Math.round(font.pixelSize * 1.3)
    }
}
