// What became of a dossier: drawing, one sentence, the day, the next step, and how old the knowledge is.
import QtQuick
import ".."
import "../controls"

ScreenFrame {
    id: root
    required property var viewModel
    readonly property var face: viewModel.face

    question: face.sentence ?? ""
    bar.showsNext: true
    bar.nextText: Words.say("touch.done")
    bar.nextIcon: "check"
    onNext: viewModel.finish()

    Rectangle {
        id: stage
        width: Theme.portrait ? parent.width : Math.round(parent.width * 0.42)
        height: Theme.portrait ? Math.round(parent.height * 0.5) : parent.height
        radius: Theme.radius
        color: root.face.tone === "good" ? Theme.paleTints[4] : root.face.tone === "act" ? "#FFF1BF" : Theme.paleTints[0]
        Picture {
            objectName: "result-picture"
            x: Theme.mm(3)
            y: Theme.mm(3)
            width: parent.width - 2 * x
            height: source_.y - 2 * y
            name: root.face.picture ?? ""
        }
        Column {
            id: source_
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.mm(2)
            x: Theme.mm(4)
            width: parent.width - 2 * x
            Sentence {
                objectName: "result-code-shown"
                width: parent.width
                text: root.face.code ?? ""
                size: Theme.small
                font.weight: Font.DemiBold
                lineHeight: Math.round(font.pixelSize * 1.35)
            }
            Sentence {
                objectName: "result-as-of"
                width: parent.width
                text: root.face.as_of ?? ""
                size: Theme.small
                color: Theme.softText
                lineHeight: Math.round(font.pixelSize * 1.35)
            }
        }
    }
    Column {
        id: facts
        anchors.left: Theme.portrait ? parent.left : stage.right
        anchors.leftMargin: Theme.portrait ? 0 : Theme.mm(6)
        anchors.right: parent.right
        anchors.top: Theme.portrait ? stage.bottom : parent.top
        anchors.topMargin: Theme.portrait ? Theme.mm(6) : 0
        spacing: Theme.mm(3)

        InfoStrip {
            objectName: "result-next"
            width: parent.width
            icon: "next"
            look: root.face.tone === "good" ? "good" : root.face.tone === "act" ? "warn" : "plain"
            text: root.face.next ?? ""
        }
        InfoStrip {
            objectName: "result-due"
            width: parent.width
            icon: "calendar"
            text: root.face.due ?? ""
        }
        InfoStrip {
            objectName: "result-note"
            width: parent.width
            icon: "info"
            size: text.length > 60 ? Theme.small : Theme.body
            lines: 3
            text: root.face.note ?? ""
        }
    }
    BigButton {
        objectName: "result-read-on"
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        width: facts.width
        height: Theme.mm(22)
        icon: "clock"
        text: Words.say("result.read_on", { seconds: navigator.leavingSeconds })
        onTapped: root.viewModel.readOn()
    }
}
