// The end: the code, large; what is true of the submission and of its slip; and the number for the queue.
import QtQuick
import ".."
import "../controls"

ScreenFrame {
    id: root
    required property var viewModel
    readonly property var face: viewModel.face

    question: Words.say("submission.receipt.question")
    bar.showsBack: false
    bar.showsNext: (face.finish ?? "") !== ""
    bar.nextText: face.finish ?? ""
    bar.nextIcon: "check"
    onNext: viewModel.finish()

    Rectangle {
        id: card
        width: Theme.portrait ? parent.width : Math.round(parent.width * 0.5)
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
            text: Words.say("submission.receipt.code")
            font.weight: Font.DemiBold
            lineHeight: Math.round(font.pixelSize * 1.3)
        }
        Sentence {
            id: code
            objectName: "receipt-code"
            anchors.top: label.bottom
            anchors.topMargin: Theme.mm(2)
            x: Theme.mm(4)
            width: parent.width - 2 * x
            horizontalAlignment: Text.AlignHCenter
            text: root.face.code ?? ""
            display: true
            size: Theme.mm(Theme.portrait ? 19 : 14)
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
        id: facts
        anchors.left: Theme.portrait ? parent.left : card.right
        anchors.leftMargin: Theme.portrait ? 0 : Theme.mm(6)
        anchors.right: parent.right
        anchors.top: Theme.portrait ? card.bottom : parent.top
        anchors.topMargin: Theme.portrait ? Theme.mm(6) : 0
        spacing: Theme.gap

        InfoStrip {
            objectName: "receipt-state"
            width: parent.width
            icon: "info"
            look: root.face.tone ?? "plain"
            text: root.face.state ?? ""
        }
        InfoStrip {
            objectName: "receipt-paper"
            width: parent.width
            icon: root.face.paper === "missing" ? "warning" : "printer"
            look: root.face.paper === "missing" ? "warn" : root.face.paper === "printed" ? "good" : "plain"
            text: root.face.paper_text ?? ""
        }
        InfoStrip {
            width: parent.width
            icon: "next"
            objectName: "receipt-next"
            text: root.face.next ?? ""
        }
    }
    BigButton {
        objectName: "take-number"
        anchors.bottom: parent.bottom
        anchors.left: facts.left
        anchors.right: facts.right
        height: Theme.mm(Theme.portrait ? 34 : 25)
        look: "brand"
        sends: true
        textSize: Theme.heading
        text: Words.say("submission.take_number")
        onTapped: root.viewModel.takeNumber()
    }
}
