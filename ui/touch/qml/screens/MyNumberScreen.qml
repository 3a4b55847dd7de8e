// "I have a number": hold the ticket's code to the reader, or touch its letter and digits.
import QtQuick
import ".."
import "../controls"

ScreenFrame {
    id: root
    required property var viewModel

    question: Words.say("ticket.mine.question")
    bar.showsNext: true
    bar.nextIcon: "search"
    bar.nextText: Words.say("ticket.mine.look")
    bar.nextEnabled: viewModel.complete
    onNext: viewModel.look()

    Column {
        id: scan
        width: Theme.portrait ? parent.width : Math.round(parent.width * 0.34)
        height: Theme.portrait ? Theme.mm(96) : parent.height
        spacing: Theme.mm(3)
        Rectangle {
            width: parent.width
            height: parent.height - (how.visible ? how.height + parent.spacing : 0)
            radius: Theme.radius
            color: Theme.paleTints[2]
            Picture {
                visible: !camera.looking
                anchors.fill: parent
                anchors.margins: Theme.mm(2)
                anchors.bottomMargin: Theme.mm(2) + eye.told
                name: "ticket/mine"
            }
            CameraView {
                id: eye
                anchors.fill: parent
                hold: Words.say("camera.hold.ticket")
            }
        }
        InfoStrip {
            id: how
            width: parent.width
            icon: "scan"
            text: camera.looking || camera.gone ? "" : Words.say("ticket.mine.scan")
        }
    }
    Item {
        anchors.left: Theme.portrait ? parent.left : scan.right
        anchors.leftMargin: Theme.portrait ? 0 : Theme.mm(6)
        anchors.right: parent.right
        anchors.top: Theme.portrait ? scan.bottom : parent.top
        anchors.topMargin: Theme.portrait ? Theme.mm(6) : 0
        anchors.bottom: parent.bottom

        Column {
            id: left
            width: Theme.portrait ? parent.width : Math.round(parent.width * 0.42)
            spacing: Theme.gap
            Field {
                objectName: "my-number"
                width: parent.width
                height: Theme.mm(Theme.portrait ? 26 : 24)
                centred: true
                text: root.viewModel.number
            }
            Grid {
                id: letters
                readonly property int many: root.viewModel.letters.length
                width: parent.width
                columns: Theme.portrait ? Math.min(6, Math.max(1, many)) : many > 9 ? 4 : 3
                spacing: Theme.mm(3)
                Repeater {
                    model: root.viewModel.letters
                    BigButton {
                        required property string modelData
                        objectName: "my-letter-" + modelData
                        width: Math.floor((letters.width - (letters.columns - 1) * letters.spacing) / letters.columns)
                        height: Theme.target
                        reachesBelow: false
                        look: root.viewModel.letter === modelData ? "brand" : "white"
                        textSize: Theme.heading
                        text: modelData
                        onTapped: root.viewModel.choose(modelData)
                    }
                }
            }
        }
        DigitPad {
            anchors.left: Theme.portrait ? parent.left : left.right
            anchors.leftMargin: Theme.portrait ? 0 : Theme.mm(5)
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            height: Theme.portrait ? Math.min(Theme.mm(116), parent.height - left.height - Theme.mm(6)) : parent.height
            onTyped: text => root.viewModel.type(text)
            onActed: act => root.viewModel.act(act)
        }
    }
}
