// A service to take a number for: drawing, number, name, how many wait and how long; or why it is not taken now.
import QtQuick
import ".."

Pressable {
    id: root
    property string picture: ""
    property int number: 0
    property string text: ""
    property string waiting: ""
    property string count: ""           // the same as a bare number, where there is no room for words
    property bool inviting: false       // it is this card's turn to be touched
    property string wait: ""
    property string why: ""             // empty while numbers are given
    property int tint: 0
    readonly property bool takes: why === ""
    readonly property color strong: takes ? Theme.tints[tint % Theme.tints.length] : Theme.softText
    readonly property color pale: takes ? Theme.paleTints[tint % Theme.paleTints.length] : "#DDD8CA"

    sends: true
    Accessible.name: takes ? text + ", " + waiting + ", " + wait : text + ", " + why

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius
        color: root.pressed ? root.pale : root.takes ? Theme.white : "#EDE8DB"
        border.width: root.pressed ? Theme.border * 3 : root.inviting && root.takes ? Theme.border * 2 : Theme.border
        border.color: root.pressed || (root.inviting && root.takes) ? root.strong : root.takes ? Theme.line : Theme.softLine
    }
    Rectangle {
        id: stage
        x: Theme.mm(2)
        y: Theme.mm(2)
        width: Theme.portrait ? Math.min(Math.round(parent.width * 0.44), Math.round(height * 1.35)) : Math.round(height * 1.05)
        height: parent.height - 2 * y
        radius: Theme.mm(1.5)
        color: root.pale
        Picture {
            anchors.fill: parent
            anchors.margins: Theme.mm(1)
            name: root.picture
            opacity: root.takes ? 1 : 0.45
        }
    }
    Rectangle {
        id: badge
        x: stage.x + Theme.mm(1)
        y: stage.y + Theme.mm(1)
        width: Theme.mm(11)
        height: width
        radius: height / 2
        color: root.strong
        Sentence {
            anchors.centerIn: parent
            display: true
            topPadding: 0
            text: root.number
            size: Theme.mm(7.6)
            font.weight: Font.Bold
            color: Theme.white
            lineHeightMode: Text.ProportionalHeight
            lineHeight: 1
        }
    }
    Column {
        anchors.left: stage.right
        anchors.leftMargin: Theme.mm(3)
        anchors.right: parent.right
        anchors.rightMargin: Theme.mm(2)
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.mm(Theme.portrait ? 3 : 1)
        Sentence {
            objectName: root.objectName + "-name"
            width: parent.width
            text: root.text
            size: Theme.portrait ? Theme.body : Theme.mm(7.3)
            font.weight: Font.DemiBold
            color: root.takes ? Theme.text : Theme.softText
            lineHeight: Math.round(font.pixelSize * 1.28)
        }
        Flow {
            visible: root.takes
            width: parent.width
            spacing: Theme.mm(Theme.portrait ? 3 : 5)
            Fact {
                objectName: root.objectName + "-waiting"
                visible: root.count !== ""
                width: Theme.portrait ? parent.width : implicitWidth
                icon: "people"
                text: Theme.portrait ? root.waiting : root.count
                strong: !Theme.portrait
            }
            Fact {
                objectName: root.objectName + "-wait"
                visible: root.wait !== ""
                width: Theme.portrait ? parent.width : implicitWidth
                icon: "clock"
                text: root.wait
            }
        }
        Fact {
            objectName: root.objectName + "-why"
            visible: !root.takes
            width: parent.width
            icon: "info"
            text: root.why
            strong: true
        }
    }
}
