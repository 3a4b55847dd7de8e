// "Are you still there?": covers everything; a touch anywhere continues. The bar shows the time that is left.
import QtQuick
import ".."

Item {
    id: root
    property int seconds: 0
    property int whole: 30
    signal touched

    Rectangle {
        anchors.fill: parent
        color: Theme.shade
    }
    Rectangle {
        anchors.centerIn: parent
        width: Math.min(root.width - 4 * Theme.margin, Theme.mm(250))
        height: inside.height + Theme.mm(24)
        radius: Theme.radius
        color: Theme.help
        border.width: Theme.border
        border.color: Theme.text

        Column {
            id: inside
            anchors.centerIn: parent
            width: parent.width - Theme.mm(24)
            spacing: Theme.mm(6)
            Sentence {
                objectName: "idle-warning"
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                display: true
                size: Theme.question
                font.weight: Font.Bold
                text: Words.say("touch.idle.question")
            }
            Sentence {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: Words.say("touch.idle.act")
            }
            Rectangle {
                width: parent.width
                height: Theme.mm(6)
                radius: height / 2
                color: Theme.white
                Rectangle {
                    width: Math.round(parent.width * Math.min(1, root.seconds / root.whole))
                    height: parent.height
                    radius: parent.radius
                    color: Theme.text
                }
            }
            Sentence {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: Words.say("touch.idle.left", { seconds: root.seconds })
            }
        }
    }
    MouseArea {
        objectName: "idle-continue"
        anchors.fill: parent
        onClicked: root.touched()
    }
}
