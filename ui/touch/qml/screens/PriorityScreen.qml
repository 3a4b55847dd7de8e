// "Are you one of these?": the groups as drawings, two answers.
import QtQuick
import ".."
import "../controls"

ScreenFrame {
    id: root
    required property var viewModel

    question: Words.say("ticket.priority.question")

    Flow {
        id: groups
        readonly property int columns: Theme.portrait ? 2 : 5
        readonly property int lines: Math.ceil(root.viewModel.groups.length / columns)
        width: parent.width
        anchors.top: parent.top
        anchors.bottom: answers.top
        anchors.bottomMargin: Theme.gap
        spacing: Theme.gap
        Repeater {
            model: root.viewModel.groups
            Rectangle {
                id: group
                required property var modelData
                width: Math.floor((groups.width - (groups.columns - 1) * groups.spacing) / groups.columns)
                height: Math.floor((groups.height - (groups.lines - 1) * groups.spacing) / groups.lines)
                radius: Theme.radius
                color: Theme.paleTints[5]
                Picture {
                    x: Theme.mm(2)
                    y: Theme.mm(2)
                    width: parent.width - 2 * x
                    height: parent.height - word.height - Theme.mm(3)
                    name: group.modelData.picture
                }
                Sentence {
                    id: word
                    anchors.bottom: parent.bottom
                    anchors.bottomMargin: Theme.mm(1)
                    x: Theme.mm(2)
                    width: parent.width - 2 * x
                    height: Math.round(2 * lineHeight)
                    horizontalAlignment: Text.AlignHCenter
                    verticalAlignment: Text.AlignVCenter
                    text: group.modelData.text
                    size: Theme.mm(7.4)
                    lineHeight: Math.round(font.pixelSize * 1.3)
                }
            }
        }
    }
    Row {
        id: answers
        anchors.bottom: parent.bottom
        width: parent.width
        spacing: Theme.gap
        ChoiceButton {
            objectName: "priority-no"
            width: Math.floor((parent.width - parent.spacing) / 2)
            text: Words.say("ticket.priority.no")
            chosen: !root.viewModel.wanted
            onTapped: root.viewModel.answer(false)
        }
        ChoiceButton {
            objectName: "priority-yes"
            width: Math.floor((parent.width - parent.spacing) / 2)
            text: Words.say("ticket.priority.yes")
            chosen: root.viewModel.wanted
            onTapped: root.viewModel.answer(true)
        }
    }
}
