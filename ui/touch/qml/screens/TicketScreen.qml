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

    NumberCard {
        id: card
        width: Theme.portrait ? parent.width : Math.round(parent.width * 0.5)
        height: Theme.portrait ? Theme.mm(124) : parent.height
        number: root.face.number ?? ""
        group: root.face.group ?? ""
        leaving: navigator.leavingSeconds
    }
    Column {
        id: facts
        anchors.left: Theme.portrait ? parent.left : card.right
        anchors.leftMargin: Theme.portrait ? 0 : Theme.mm(6)
        anchors.right: parent.right
        anchors.top: Theme.portrait ? card.bottom : parent.top
        anchors.topMargin: Theme.portrait ? Theme.mm(6) : 0
        spacing: Theme.portrait ? Theme.gap : Theme.mm(3)

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
            size: !Theme.portrait && text.length > 60 ? Theme.small : Theme.body
            text: root.face.counters ?? ""
        }
    }
    // Not a row: what comes must stand in its place in the very frame in which it comes.
    Item {
        id: acts
        readonly property int half: Math.floor((width - Theme.mm(6)) / 2)
        anchors.left: facts.left
        anchors.right: facts.right
        anchors.bottom: parent.bottom
        height: Theme.target
        BigButton {
            objectName: "ticket-reprint"
            visible: root.viewModel.canReprint
            width: parent.half
            height: parent.height
            reachesBelow: false
            sends: true
            look: "brand"
            icon: "printer"
            text: Words.say("ticket.reprint")
            onTapped: root.viewModel.reprint()
        }
        BigButton {
            objectName: "ticket-cancel"
            visible: root.viewModel.canCancel
            anchors.right: parent.right
            width: parent.half
            height: parent.height
            reachesBelow: false
            icon: "close"
            text: Words.say("ticket.cancel")
            onTapped: root.viewModel.askCancel()
        }
    }
    Picture {
        visible: height > Theme.mm(24)
        anchors.left: facts.left
        anchors.right: facts.right
        anchors.top: facts.bottom
        anchors.topMargin: Theme.gap
        anchors.bottom: acts.top
        anchors.bottomMargin: Theme.gap
        name: root.face.paper === "missing" ? "ticket/remember" : "ticket/wait"
    }
}
