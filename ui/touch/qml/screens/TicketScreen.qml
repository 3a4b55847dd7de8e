// The number, 40 mm high, and what comes next. What it says of the paper is what the printer said.
import QtQuick
import ".."
import "../controls"

ScreenFrame {
    id: root
    required property var viewModel
    readonly property var face: viewModel.face

    bar.showsBack: false
    bar.showsNext: (face.finish ?? "") !== ""
    bar.nextText: face.finish ?? ""
    bar.nextIcon: "check"
    onNext: viewModel.finish()

    Rectangle {
        id: card
        width: Theme.portrait ? parent.width : Math.round(parent.width * 0.5)
        height: Theme.portrait ? Theme.mm(112) : parent.height
        radius: Theme.radius
        color: Theme.white
        border.width: Theme.mm(1)
        border.color: Theme.brand

        Sentence {
            id: label
            y: Theme.mm(5)
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: Words.say("ticket.yours")
            size: Theme.heading
            font.weight: Font.DemiBold
        }
        Sentence {
            objectName: "ticket-number"
            anchors.verticalCenter: parent.verticalCenter
            anchors.verticalCenterOffset: Theme.mm(Theme.portrait ? 2 : 0)
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: root.face.number ?? ""
            display: true
            size: Theme.ticketNumber
            topPadding: 0
            font.weight: Font.Bold
            color: Theme.brand
            lineHeight: Math.round(font.pixelSize * 1.2)
        }
        Sentence {
            objectName: "ticket-leaving"
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.mm(3)
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            visible: navigator.leavingSeconds > 0
            text: Words.say("touch.leaving", { seconds: navigator.leavingSeconds })
            size: Theme.small
            color: Theme.softText
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
            objectName: "ticket-paper"
            width: parent.width
            icon: root.face.paper === "missing" ? "warning" : "printer"
            look: root.face.paper === "missing" ? "warn" : root.face.paper === "printed" ? "good" : "plain"
            text: root.face.paper_text ?? ""
        }
        InfoStrip {
            objectName: "ticket-ahead"
            width: parent.width
            icon: "people"
            text: root.face.ahead ?? ""
        }
        InfoStrip {
            objectName: "ticket-wait"
            width: parent.width
            icon: "clock"
            text: root.face.wait ?? ""
        }
        InfoStrip {
            objectName: "ticket-counters"
            width: parent.width
            icon: "counter"
            text: root.face.counters ?? ""
        }
    }
    Picture {
        anchors.left: facts.left
        anchors.right: facts.right
        anchors.top: facts.bottom
        anchors.topMargin: Theme.gap
        anchors.bottom: parent.bottom
        name: root.face.paper === "missing" ? "ticket/remember" : "ticket/wait"
    }
}
