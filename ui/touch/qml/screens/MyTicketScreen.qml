// A ticket that was taken before: how many are called first, or where to go now.
import QtQuick
import ".."
import "../controls"

ScreenFrame {
    id: root
    required property var viewModel
    readonly property var face: viewModel.face

    bar.showsNext: true
    bar.nextText: Words.say("touch.done")
    bar.nextIcon: "check"
    onNext: viewModel.finish()

    NumberCard {
        id: card
        width: Theme.portrait ? parent.width : Math.round(parent.width * 0.5)
        height: Theme.portrait ? Theme.mm(118) : parent.height
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
            objectName: "mine-headline"
            width: parent.width
            size: !Theme.portrait && root.face.paper ? Theme.body : Theme.heading
            icon: root.face.tone === "good" ? "counter" : root.face.tone === "act" ? "warning" : "people"
            look: root.face.tone === "good" ? "good" : root.face.tone === "act" ? "warn" : "plain"
            text: root.face.headline ?? ""
        }
        InfoStrip {
            objectName: "mine-wait"
            width: parent.width
            icon: "clock"
            text: root.face.wait ?? ""
        }
        InfoStrip {
            objectName: "mine-counters"
            width: parent.width
            icon: "counter"
            size: !Theme.portrait && text.length > 60 ? Theme.small : Theme.body
            text: root.face.counters ?? ""
        }
        InfoStrip {
            objectName: "mine-paper"
            width: parent.width
            icon: "warning"
            look: "warn"
            text: root.face.paper ?? ""
        }
        BigButton {
            objectName: "mine-reprint"
            visible: (root.face.paper ?? "") !== ""
            width: parent.width
            height: Theme.target
            sends: true
            reachesBelow: false
            look: "brand"
            icon: "printer"
            text: Words.say("ticket.reprint")
            onTapped: root.viewModel.reprint()
        }
    }
    Picture {
        visible: height > Theme.mm(24)
        anchors.left: facts.left
        anchors.right: facts.right
        anchors.top: facts.bottom
        anchors.topMargin: Theme.gap
        anchors.bottom: parent.bottom
        name: root.face.picture ?? ""
    }
}
