// Door 1: which service. One tap takes the number; the last tile asks about priority first.
import QtQuick
import ".."
import "../controls"

ScreenFrame {
    id: root
    required property var viewModel

    question: Words.say("ticket.services.question")

    Grid {
        id: grid
        readonly property int cells: root.viewModel.tiles.length + 1
        readonly property int rows_: Math.ceil(cells / columns)
        readonly property int cellWidth: Math.floor((width - (columns - 1) * spacing) / columns)
        readonly property int cellHeight: Math.floor((height - (rows_ - 1) * spacing) / rows_)
        anchors.fill: parent
        columns: Theme.portrait ? 2 : 3
        spacing: Theme.gap

        Repeater {
            model: root.viewModel.tiles
            Tile {
                required property var modelData
                required property int index
                objectName: "service-" + modelData.letter
                width: grid.cellWidth
                height: grid.cellHeight
                wide: !Theme.portrait
                picture: modelData.picture
                number: modelData.number
                text: modelData.text
                detail: modelData.waiting
                tint: index
                sends: true
                onTapped: root.viewModel.take(modelData.letter)
            }
        }
        Tile {
            objectName: "priority"
            width: grid.cellWidth
            height: grid.cellHeight
            wide: !Theme.portrait
            picture: "services/priority"
            text: Words.say("ticket.priority")
            detail: root.viewModel.priority ? Words.say("ticket.priority.chosen") : Words.say("ticket.priority.hint")
            chosen: root.viewModel.priority
            tint: 5
            onTapped: root.viewModel.askPriority()
        }
    }
}
