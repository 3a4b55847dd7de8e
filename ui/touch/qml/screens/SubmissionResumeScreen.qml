// A resume slip was read: four boxes for the last digits of the ID number in the draft, and why they are asked for.
import QtQuick
import ".."
import "../controls"

ScreenFrame {
    id: root
    required property var viewModel

    question: Words.say("resume.question")
    bar.showsNext: true
    bar.nextText: Words.say("resume.go_on")
    bar.nextEnabled: viewModel.ready
    onNext: viewModel.look()

    Column {
        id: left
        width: Theme.portrait ? parent.width : Math.round(parent.width * 0.46)
        spacing: Theme.mm(4)
        Sentence {
            objectName: "resume-whose"
            visible: text !== ""
            width: parent.width
            text: root.viewModel.whose
            font.weight: Font.DemiBold
            lineHeight: Math.round(font.pixelSize * 1.4)
        }
        CodeCells {
            objectName: "resume-cells"
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
            text: Words.say("resume.why")
        }
        BigButton {
            objectName: "resume-staff"
            width: parent.width
            height: Theme.mm(24)
            reachesBelow: false
            icon: "person"
            text: Words.say("resume.staff")
            onTapped: root.viewModel.toStaff()
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
