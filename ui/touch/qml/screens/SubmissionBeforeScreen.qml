// Before a form begins: the papers to have in hand, how long it takes, what it costs each way; a person is as near.
import QtQuick
import ".."
import "../controls"

ScreenFrame {
    id: root
    required property var viewModel
    readonly property var face: viewModel.face
    readonly property var papers: face.papers ?? []
    readonly property var fees: face.fees ?? []

    question: face.title ?? ""
    bar.showsNext: true
    bar.nextText: Words.say("submission.before.begin")
    bar.nextSends: true
    onNext: viewModel.goOn()

    Item {
        id: bring
        width: Theme.portrait ? parent.width : Math.round(parent.width * 0.52)
        height: Theme.portrait ? parent.height - facts.height - Theme.mm(6) : parent.height

        Sentence {
            id: heading
            width: parent.width
            text: Words.say(root.papers.length > 0 ? "submission.before.papers" : "submission.before.no_papers")
            font.weight: Font.DemiBold
            lineHeight: Math.round(font.pixelSize * 1.35)
        }
        Repeater {
            model: root.papers.length
            Rectangle {
                id: one
                required property int index
                readonly property var paper: root.papers[index] ?? ({})
                readonly property int count: Math.max(1, root.papers.length)
                readonly property int room: bring.height - heading.height - Theme.mm(2)
                readonly property int between: Theme.mm(count > 5 ? 1.5 : 3)
                y: heading.height + Theme.mm(2) + index * (height + between)
                width: bring.width
                height: Math.min(Theme.mm(Theme.portrait ? 44 : 30), Math.floor((room - (count - 1) * between) / count))
                radius: Theme.radius
                color: Theme.white
                border.width: Theme.border
                border.color: Theme.softLine
                Picture {
                    id: drawing
                    x: Theme.mm(3)
                    y: Theme.mm(1.5)
                    width: name === "" ? 0 : Math.round(height * 1.25)
                    height: parent.height - 2 * y
                    name: one.paper.picture ?? ""
                }
                // Beside the paper, not under it: a row of many papers has no third line.
                Sentence {
                    id: when
                    anchors.right: parent.right
                    anchors.rightMargin: Theme.mm(3)
                    anchors.verticalCenter: parent.verticalCenter
                    width: text === "" ? 0 : Theme.mm(32)
                    horizontalAlignment: Text.AlignRight
                    text: one.paper.when ?? ""
                    size: Theme.small
                    color: Theme.softText
                    lineHeight: Math.round(font.pixelSize * 1.15)
                }
                Sentence {
                    objectName: "needed-" + one.index
                    anchors.left: drawing.right
                    anchors.leftMargin: Theme.mm(4)
                    anchors.right: when.left
                    anchors.rightMargin: when.text === "" ? 0 : Theme.mm(3)
                    anchors.verticalCenter: parent.verticalCenter
                    text: one.paper.text ?? ""
                    size: one.height < Theme.mm(26) || (when.text !== "" && !Theme.portrait) ? Theme.small : Theme.body
                    maximumLineCount: 2
                    lineHeight: Math.round(font.pixelSize * (one.height < Theme.mm(18) ? 1.1 : 1.25))
                }
            }
        }
    }
    Column {
        id: facts
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        width: Theme.portrait ? parent.width : parent.width - bring.width - Theme.mm(6)
        spacing: Theme.mm(3)

        FactCard {
            objectName: "before-questions"
            width: parent.width
            height: Theme.mm(Theme.portrait ? 22 : 17)
            flat: true
            picture: "submission/declare"
            label: Words.say("submission.before.how_many")
            text: root.face.questions ?? ""
        }
        FactCard {
            objectName: "before-time"
            width: parent.width
            height: Theme.mm(Theme.portrait ? 22 : 17)
            flat: true
            picture: "channels/time"
            label: Words.say("procedure.fact.time")
            text: root.face.time ?? ""
        }
        Repeater {
            model: root.fees.length
            FactCard {
                required property int index
                readonly property var fee: root.fees[index] ?? ({})
                objectName: "before-fee-" + index
                width: facts.width
                height: Theme.mm((Theme.portrait ? 20 : 15) + (root.fees.length === 1 ? 2 : 0))
                flat: true
                picture: fee.picture ?? ""
                label: fee.label ?? ""
                text: fee.text ?? ""
            }
        }
        BigButton {
            objectName: "before-number"
            width: parent.width
            height: Theme.mm(Theme.portrait ? 30 : 24)
            sends: true
            reachesBelow: false
            text: Words.say("submission.take_number")
            onTapped: root.viewModel.takeNumber()
        }
    }
}
