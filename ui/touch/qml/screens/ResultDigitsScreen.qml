// Who typed a code proves that the dossier is theirs: four boxes, and why they are asked for.
import QtQuick
import ".."
import "../controls"

ScreenFrame {
    id: root
    required property var viewModel

    question: Words.say("result.proof.question")
    bar.showsNext: true
    bar.nextIcon: "search"
    bar.nextText: Words.say("result.code.look")
    bar.nextEnabled: viewModel.ready
    onNext: viewModel.look()

    Column {
        id: left
        width: Theme.portrait ? parent.width : Math.round(parent.width * 0.46)
        spacing: Theme.mm(4)
        CodeCells {
            objectName: "proof-cells"
            width: parent.width
            height: Theme.mm(26)
            widest: Theme.mm(24)
            cells: root.viewModel.cells
        }
        Picture {
            visible: Theme.portrait
            width: parent.width
            height: Theme.mm(70)
            name: "result/proof"
        }
        InfoStrip {
            width: parent.width
            icon: "eye"
            text: Words.say("result.proof.why")
        }
        BigButton {
            objectName: "proof-skip"
            width: parent.width
            height: Theme.mm(24)
            reachesBelow: false
            icon: "next"
            text: Words.say("result.proof.skip")
            onTapped: root.viewModel.skip()
        }
    }
    DigitPad {
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        width: Theme.portrait ? parent.width : parent.width - left.width - Theme.mm(8)
        height: Theme.portrait ? Theme.mm(106) : parent.height
        onTyped: text => root.viewModel.type(text)
        onActed: act => root.viewModel.act(act)
    }
}
