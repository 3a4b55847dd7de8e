// What became of a dossier: drawing, one sentence, the next step, the day, whom to ask, and how old the knowledge is.
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
        width: Theme.portrait ? parent.width : Math.round(parent.width * 0.36)
        height: Theme.portrait ? parent.height - facts.height - acts.height - Theme.mm(14) : parent.height
        radius: Theme.radius
        color: root.face.tone === "good" ? Theme.paleTints[4] : root.face.tone === "act" ? "#FFF1BF" : Theme.paleTints[0]
        Picture {
            objectName: "result-picture"
            x: Theme.mm(3)
            y: Theme.mm(3)
            width: parent.width - 2 * x
            height: which.y - 2 * y
            name: root.face.picture ?? ""
        }
        Column {
            id: which
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.mm(2)
            x: Theme.mm(4)
            width: parent.width - 2 * x
            Sentence {
                objectName: "result-procedure"
                visible: text !== ""
                width: parent.width
                text: root.face.procedure ?? ""
                size: Theme.small
                maximumLineCount: 2
                elide: Text.ElideRight
                lineHeight: Math.round(font.pixelSize * 1.35)
            }
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
        spacing: Theme.mm(Theme.portrait ? 3 : 2)

        InfoStrip {
            objectName: "result-next"
            width: parent.width
            icon: "next"
            look: root.face.tone === "good" ? "good" : root.face.tone === "act" ? "warn" : "plain"
            text: root.face.next ?? ""
        }
        InfoStrip {
            objectName: "result-note"
            width: parent.width
            icon: "info"
            size: Theme.portrait ? Theme.body : Theme.small
            text: root.face.note ?? ""
        }
        InfoStrip {
            objectName: "result-due"
            width: parent.width
            icon: "calendar"
            size: Theme.portrait ? Theme.body : Theme.small
            text: root.face.due ?? ""
        }
        InfoStrip {
            objectName: "result-who"
            width: parent.width
            icon: "phone"
            size: Theme.portrait ? Theme.body : Theme.small
            text: root.face.who ?? ""
        }
    }
    Row {
        id: acts
        readonly property int count: (whole.visible ? 1 : 0) + (offered.visible ? 1 : 0) + 1
        readonly property int each: Math.floor((width - (count - 1) * spacing) / count)
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        width: facts.width
        height: Theme.mm(Theme.portrait ? 25 : 20)
        spacing: Theme.gap
        BigButton {
            id: offered
            objectName: "result-offer"
            visible: text !== ""
            enabled: root.viewModel.canOffer
            width: acts.each
            height: acts.height
            reachesBelow: false
            sends: true
            look: "brand"
            icon: root.face.offer === "print" ? "printer" : root.face.offer === "again" ? "" : "next"
            text: root.viewModel.offerText
            onTapped: root.viewModel.offer()
        }
        BigButton {
            id: whole
            objectName: "result-whole"
            visible: root.face.cut ?? false
            width: acts.each
            height: acts.height
            reachesBelow: false
            icon: "eye"
            text: Words.say("result.read_whole")
            onTapped: root.viewModel.readWhole()
        }
        BigButton {
            objectName: "result-read-on"
            width: acts.each
            height: acts.height
            reachesBelow: false
            icon: "clock"
            text: Words.say("result.read_on", { seconds: navigator.leavingSeconds })
            onTapped: root.viewModel.readOn()
        }
    }
}
