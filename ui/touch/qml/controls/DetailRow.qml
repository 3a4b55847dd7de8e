// A row to read: a drawing or a number, what counts, the explanation behind it in smaller type, and a quantity.
import QtQuick
import ".."

Item {
    id: root
    property string head: ""
    property string detail: ""
    property string quantity: ""
    property string picture: ""
    property string mark: ""            // a small drawing on the drawing
    property int number: 0
    property bool small: false
    property bool title: false          // heads the rows behind it: no drawing, no number
    property bool short: false          // the explanation is left out, a button asks for it
    signal opened

    function safe(text) {
        return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
    }

    implicitHeight: Math.max(drawing.height, words.height, root.short ? more.height : 0) + Theme.mm(3)

    Item {
        id: drawing
        width: root.title ? 0 : Theme.mm(20)
        height: root.title ? 0 : Theme.mm(root.number > 0 ? 14 : 18)
        Picture {
            visible: root.number === 0 && !root.title
            anchors.fill: parent
            anchors.rightMargin: root.mark === "" ? 0 : Theme.mm(1.5)
            name: root.picture
        }
        Picture {
            visible: root.mark !== ""
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            width: Theme.mm(9)
            height: width
            name: root.mark
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
        anchors.left: drawing.right
        anchors.leftMargin: root.title ? 0 : Theme.mm(3)
        anchors.right: parent.right
        anchors.rightMargin: root.short ? more.width + Theme.mm(2) : 0
        Sentence {
            objectName: root.objectName === "" ? "" : root.objectName + "-head"
            width: parent.width
            text: root.head
            size: root.small ? Theme.small : Theme.body
            font.weight: root.number > 0 ? Font.Normal : Font.DemiBold
            color: root.title ? Theme.teal : Theme.text
            lineHeight: Math.round(font.pixelSize * 1.3)
        }
        Sentence {
            visible: root.quantity !== "" || root.detail !== ""
            width: parent.width
            // The quantity in bold before the explanation; what comes from the catalogue is no markup.
            textFormat: Text.StyledText
            text: {
                const rest = root.short ? "" : root.safe(root.detail);
                const first = root.quantity === "" ? "" : "<b><font color='" + Theme.teal + "'>" + root.safe(root.quantity) + "</font></b>";
                return [first, rest].filter(one => one !== "").join(" · ");
            }
            size: Theme.small
            color: Theme.softText
            lineHeight: Math.round(font.pixelSize * 1.3)
        }
    }
    // Most rows have no such button, and a page of rows comes with every tap on an arrow.
    Loader {
        id: more
        active: root.short
        anchors.right: parent.right
        width: Theme.mm(34)
        height: Theme.target
        sourceComponent: BigButton {
            objectName: root.objectName === "" ? "" : root.objectName + "-more"
            reachesBelow: false
            stacked: true
            text: Words.say("procedure.more")
            onTapped: root.opened()
        }
    }
}
