// Saved, to go on later: the slip comes out; the code stays for whoever has none; a number for who wants help now.
import QtQuick
import ".."
import "../controls"

ScreenFrame {
    id: root
    required property var viewModel
    readonly property var face: viewModel.face

    question: Words.say(face.paper === "missing" ? "saved.question.missing" : "saved.question")
    bar.showsBack: true
    bar.showsNext: (face.finish ?? "") !== ""
    bar.nextText: face.finish ?? ""
    bar.nextIcon: "check"
    onNext: viewModel.finish()

    Rectangle {
        id: card
        width: Theme.portrait ? parent.width : Math.round(parent.width * 0.46)
        height: Theme.portrait ? Theme.mm(120) : parent.height
        radius: Theme.radius
        color: Theme.white
        border.width: Theme.mm(1)
        border.color: Theme.brand

        Sentence {
            id: label
            y: Theme.mm(5)
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: Words.say("saved.code")
            font.weight: Font.DemiBold
            lineHeight: Math.round(font.pixelSize * 1.3)
        }
        Sentence {
            id: code
            objectName: "saved-code"
            anchors.top: label.bottom
            anchors.topMargin: Theme.mm(2)
            x: Theme.mm(4)
            width: parent.width - 2 * x
            horizontalAlignment: Text.AlignHCenter
            text: root.face.code ?? ""
            display: true
            size: Theme.mm(Theme.portrait ? 15 : 12)
            font.weight: Font.Bold
            color: Theme.brand
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.body
            lineHeight: Math.round(font.pixelSize * 1.25)
        }
        Picture {
            anchors.top: code.bottom
            anchors.bottom: parent.bottom
            anchors.margins: Theme.mm(3)
            width: parent.width
            name: "submission/saved"
        }
    }
    Column {
        anchors.left: Theme.portrait ? parent.left : card.right
        anchors.leftMargin: Theme.portrait ? 0 : Theme.mm(6)
        anchors.right: parent.right
        anchors.top: Theme.portrait ? card.bottom : parent.top
        anchors.topMargin: Theme.portrait ? Theme.mm(6) : 0
        spacing: Theme.gap

        InfoStrip {
            objectName: "saved-paper"
            width: parent.width
            icon: root.face.paper === "missing" ? "warning" : "printer"
            look: root.face.paper === "missing" ? "warn" : root.face.paper === "printed" ? "good" : "plain"
            text: root.face.paper_text ?? ""
        }
        InfoStrip {
            objectName: "saved-kept"
            width: parent.width
            icon: "info"
            text: root.face.kept ?? ""
        }
        InfoStrip {
            visible: root.face.paper !== "missing"
            width: parent.width
            icon: "next"
            text: Words.say("saved.how")
        }
    }
    Row {
        id: acts
        readonly property bool both: (root.face.again ?? "") !== ""
        anchors.bottom: parent.bottom
        anchors.right: parent.right
        width: Theme.portrait ? parent.width : parent.width - card.width - Theme.mm(6)
        spacing: Theme.gap
        BigButton {
            objectName: "print-again"
            visible: acts.both
            width: Math.floor((acts.width - Theme.gap) / 2)
            height: Theme.mm(Theme.portrait ? 34 : 25)
            sends: true
            icon: "printer"
            text: root.face.again ?? ""
            onTapped: root.viewModel.printAgain()
        }
        BigButton {
            objectName: "take-number"
            width: acts.both ? Math.floor((acts.width - Theme.gap) / 2) : acts.width
            height: Theme.mm(Theme.portrait ? 34 : 25)
            sends: true
            text: Words.say("saved.number")
            onTapped: root.viewModel.takeNumber()
        }
    }
}
