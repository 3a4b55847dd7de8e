// An earlier dossier: hold its receipt to the reader, type its code, or pass by.
import QtQuick
import ".."
import "../controls"

Item {
    id: root
    required property var viewModel
    required property var face

    visible: face.part === "earlier"

    Rectangle {
        id: stage
        width: Theme.portrait ? parent.width : Math.round(parent.width * 0.5)
        height: Theme.portrait ? Math.round(parent.height * 0.58) : parent.height
        radius: Theme.radius
        color: Theme.paleTints[1]
        Picture {
            visible: !camera.looking
            anchors.fill: parent
            anchors.margins: Theme.mm(2)
            name: "result/scan"
        }
        CameraView {
            anchors.fill: parent
            hold: Words.say("camera.hold.paper")
        }
    }
    InfoStrip {
        id: where
        x: Theme.portrait ? 0 : stage.width + Theme.mm(6)
        y: Theme.portrait ? stage.height + Theme.mm(6) : 0
        width: parent.width - x
        icon: "scan"
        text: Words.say("earlier.wait")
    }
    BigButton {
        id: write
        objectName: "type-code"
        x: where.x
        y: where.y + where.height + Theme.mm(5)
        width: where.width
        height: Theme.mm(28)
        icon: "keyboard"
        text: Words.say("earlier.type")
        onTapped: root.viewModel.choose("type_code")
    }
    BigButton {
        objectName: "skip"
        x: where.x
        y: write.y + write.height + Theme.mm(5)
        width: where.width
        height: Theme.mm(28)
        text: root.face.skip ?? ""
        onTapped: root.viewModel.skip()
    }
}
