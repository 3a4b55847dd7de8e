// Home: four doors, each a drawing, a number and a word; below them the way back to a number taken before.
import QtQuick
import ".."
import "../controls"

ScreenFrame {
    id: root
    required property var viewModel

    question: Words.say("touch.home.question")

    Grid {
        id: grid
        width: parent.width
        height: mine.visible ? mine.y - Theme.gap : parent.height
        columns: Theme.portrait ? 2 : 4
        spacing: Theme.gap

        Repeater {
            model: root.viewModel.doors
            Tile {
                required property var modelData
                required property int index
                objectName: "door-" + modelData.name
                width: Math.floor((grid.width - (grid.columns - 1) * grid.spacing) / grid.columns)
                height: Math.floor(Theme.portrait ? (grid.height - grid.spacing) / 2 : grid.height)
                picture: modelData.picture
                number: modelData.number
                text: Words.say(modelData.text)
                textSize: Theme.portrait ? Theme.heading : Theme.mm(9.2)
                tint: index
                onTapped: root.viewModel.open(modelData.name)
            }
        }
    }
    ChoiceButton {
        id: mine
        objectName: "door-my_number"
        visible: root.viewModel.knowsTickets
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.mm(Theme.portrait ? 46 : 27)
        reachesBelow: false
        picture: "rating/ask"
        text: Words.say("touch.door.my_number")
        detail: Words.say("touch.door.my_number.hint")
        onTapped: root.viewModel.open("my_number")
    }
}
