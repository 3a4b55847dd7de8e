// Nothing is taken now: one drawing, why, when again, and what can be done here meanwhile.
import QtQuick
import ".."

Item {
    id: root
    property var face: ({})
    property bool looksUp: false
    signal lookUp

    Picture {
        id: scene
        width: Theme.portrait ? parent.width : Math.round(parent.width * 0.44)
        height: Theme.portrait ? Math.round(parent.height * 0.48) : parent.height
        name: root.face.picture ?? ""
    }
    Column {
        anchors.left: Theme.portrait ? parent.left : scene.right
        anchors.leftMargin: Theme.portrait ? 0 : Theme.mm(8)
        anchors.right: parent.right
        y: Theme.portrait ? scene.height + Theme.mm(10) : Math.max(0, Math.round((root.height - height) / 2))
        spacing: Theme.mm(8)

        Sentence {
            objectName: "closed-headline"
            width: parent.width
            text: root.face.headline ?? ""
            display: true
            size: Theme.question
            font.weight: Font.DemiBold
            lineHeight: Math.round(font.pixelSize * 1.35)
        }
        InfoStrip {
            objectName: "closed-next"
            width: parent.width
            icon: "clock"
            size: Theme.heading
            text: root.face.next ?? ""
        }
        BigButton {
            objectName: "closed-look-up"
            visible: root.looksUp
            width: parent.width
            height: Theme.mm(28)
            icon: "search"
            text: Words.say("ticket.closed.look_up")
            onTapped: root.lookUp()
        }
    }
}
