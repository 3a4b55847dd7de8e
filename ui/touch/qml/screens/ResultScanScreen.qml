// Door 3: put the receipt under the reader. The picture shows which code; typing it is the other way.
import QtQuick
import ".."
import "../controls"

ScreenFrame {
    id: root
    required property var viewModel

    question: Words.say("result.scan.question")

    Rectangle {
        id: stage
        width: Theme.portrait ? parent.width : Math.round(parent.width * 0.48)
        height: Theme.portrait ? Math.round(parent.height * 0.62) : parent.height
        radius: Theme.radius
        color: Theme.paleTints[2]
        Picture {
            visible: !camera.looking
            anchors.fill: parent
            anchors.margins: Theme.mm(2)
            anchors.bottomMargin: Theme.mm(2) + eye.told
            name: "result/scan"
        }
        CameraView {
            id: eye
            anchors.fill: parent
            hold: Words.say("camera.hold.paper")
        }
    }
    Column {
        anchors.left: Theme.portrait ? parent.left : stage.right
        anchors.leftMargin: Theme.portrait ? 0 : Theme.mm(6)
        anchors.right: parent.right
        anchors.top: Theme.portrait ? stage.bottom : parent.top
        anchors.topMargin: Theme.portrait ? Theme.mm(6) : 0
        spacing: Theme.mm(5)

        InfoStrip {
            width: parent.width
            icon: camera.looking ? "info" : "scan"
            text: camera.looking ? Words.say("result.scan.near") : Words.say("result.scan.where")
        }
        InfoStrip {
            width: parent.width
            icon: "info"
            text: Words.say("result.scan.slip")
        }
        BigButton {
            objectName: "result-type"
            width: parent.width
            height: Theme.mm(28)
            icon: "keyboard"
            text: Words.say("result.scan.type")
            onTapped: root.viewModel.typeCode()
        }
    }
}
