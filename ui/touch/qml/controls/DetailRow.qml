// A row to read: a drawing or a number, what counts, the explanation behind it in smaller type, and a quantity.
import QtQuick
import ".."

Item {
    id: root
    property string head: ""
    property string detail: ""
    property string quantity: ""
    property string picture: ""
    property int number: 0
    property bool small: false

    function safe(text) {
        return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
    }

    implicitHeight: Math.max(mark.height, words.height) + Theme.mm(3)

    Item {
        id: mark
        width: Theme.mm(20)
        height: Theme.mm(root.number > 0 ? 14 : 18)
        Picture {
            visible: root.number === 0
            anchors.fill: parent
            name: root.picture
        }
        Rectangle {
            visible: root.number > 0
            anchors.centerIn: parent
            width: Theme.mm(13)
            height: width
            radius: height / 2
            color: Theme.teal
            Sentence {
                anchors.centerIn: parent
                display: true
                topPadding: 0
                text: root.number
                font.weight: Font.Bold
                color: Theme.white
                lineHeightMode: Text.ProportionalHeight
                lineHeight: 1
            }
        }
    }
    Column {
        id: words
        anchors.left: mark.right
        anchors.leftMargin: Theme.mm(3)
        anchors.right: parent.right
        Sentence {
            objectName: root.objectName === "" ? "" : root.objectName + "-head"
            width: parent.width
            text: root.head
            size: root.small ? Theme.small : Theme.body
            font.weight: root.number > 0 ? Font.Normal : Font.DemiBold
            lineHeight: Math.round(font.pixelSize * 1.3)
        }
        Sentence {
            visible: root.quantity !== "" || root.detail !== ""
            width: parent.width
            // The quantity in bold before the explanation; what comes from the catalogue is no markup.
            textFormat: Text.StyledText
            text: root.quantity === "" ? root.safe(root.detail) : "<b><font color='" + Theme.teal + "'>" + root.safe(root.quantity) + "</font></b>" + (root.detail === "" ? "" : " · " + root.safe(root.detail))
            size: Theme.small
            color: Theme.softText
            lineHeight: Math.round(font.pixelSize * 1.3)
        }
    }
}
