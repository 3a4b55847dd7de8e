// One line of a list to choose from: a number, a name of one to three lines, an arrow.
import QtQuick
import ".."

Pressable {
    id: root
    property int number: 0
    property string text: ""
    property int lines: 3
    property bool narrow: false         // no arrow, for a column at the side

    reachesBelow: false
    Accessible.name: text

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius
        color: root.pressed ? Theme.paleTints[0] : Theme.white
        border.width: root.pressed ? Theme.border * 3 : Theme.border
        border.color: root.pressed ? Theme.brand : Theme.line
    }
    Rectangle {
        id: badge
        anchors.left: parent.left
        anchors.leftMargin: Theme.mm(root.narrow ? 2 : 4)
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.mm(13)
        height: width
        radius: height / 2
        color: Theme.brand
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
    Sentence {
        objectName: root.objectName === "" ? "" : root.objectName + "-words"
        anchors.left: badge.right
        anchors.leftMargin: Theme.mm(root.narrow ? 3 : 4)
        anchors.right: root.narrow ? parent.right : arrow.left
        anchors.rightMargin: Theme.mm(3)
        anchors.verticalCenter: parent.verticalCenter
        height: parent.height - Theme.mm(3)
        verticalAlignment: Text.AlignVCenter
        text: root.text
        // A long name takes smaller type rather than losing its end.
        fontSizeMode: Text.Fit
        minimumPixelSize: Theme.small
        font.weight: Font.DemiBold
        maximumLineCount: root.lines
        elide: Text.ElideRight
        lineHeightMode: Text.ProportionalHeight
        lineHeight: 1
    }
    Picture {
        id: arrow
        visible: !root.narrow
        anchors.right: parent.right
        anchors.rightMargin: Theme.mm(3)
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.mm(9)
        height: width
        name: "icons/next"
    }
}
