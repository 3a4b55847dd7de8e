// Over any screen while an answer takes long: it is being done, and a second tap is not needed.
import QtQuick
import ".."

Item {
    Rectangle {
        anchors.fill: parent
        color: Theme.shade
    }
    MouseArea {
        anchors.fill: parent
    }
    Rectangle {
        anchors.centerIn: parent
        width: inside.width + Theme.mm(24)
        height: Theme.mm(44)
        radius: Theme.radius
        color: Theme.white
        border.width: Theme.mm(1.5)
        border.color: Theme.brand
        Accessible.role: Accessible.AlertMessage
        Accessible.name: word.text

        Row {
            id: inside
            anchors.centerIn: parent
            spacing: Theme.mm(6)
            Picture {
                name: "icons/clock"
                width: Theme.mm(20)
                height: Theme.mm(20)
            }
            Sentence {
                id: word
                objectName: "busy"
                height: Theme.mm(20)
                verticalAlignment: Text.AlignVCenter
                text: Words.say("touch.busy")
                size: Theme.heading
            }
        }
    }
}
