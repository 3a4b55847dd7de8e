// Door 2: what happens in a life, six drawings a page, and the way to typing a few letters instead.
import QtQuick
import ".."
import "../controls"

ScreenFrame {
    id: root
    required property var viewModel

    question: Words.say("lookup.question")

    // Places are reckoned, not laid out: a new page stands where it belongs from its first moment.
    Item {
        id: grid
        readonly property int columns: Theme.portrait ? 2 : 3
        readonly property int rows: Theme.portrait ? 3 : 2
        readonly property int cellWidth: Math.floor((width - (columns - 1) * Theme.gap) / columns)
        readonly property int cellHeight: Math.floor((height - (rows - 1) * Theme.gap) / rows)
        width: parent.width
        height: parent.height - foot.height - Theme.gap

        Repeater {
            model: root.viewModel.tiles
            Tile {
                required property var modelData
                required property int index
                objectName: "life-" + modelData.id
                x: (index % grid.columns) * (grid.cellWidth + Theme.gap)
                y: Math.floor(index / grid.columns) * (grid.cellHeight + Theme.gap)
                width: grid.cellWidth
                height: grid.cellHeight
                wide: !Theme.portrait
                picture: modelData.picture
                number: modelData.number
                text: modelData.text
                tint: index
                onTapped: root.viewModel.open(modelData.id)
            }
        }
    }
    Item {
        id: foot
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.portrait ? 2 * Theme.buttonHeight + Theme.gap : Theme.mm(22)

        BigButton {
            id: search
            objectName: "lookup-search"
            width: Theme.portrait ? parent.width : Theme.mm(120)
            height: Theme.portrait ? Theme.buttonHeight : parent.height
            look: "brand"
            reachesBelow: false
            icon: "search"
            text: Words.say("lookup.search")
            onTapped: root.viewModel.search()
        }
        Pager {
            anchors.bottom: parent.bottom
            anchors.right: parent.right
            width: Theme.portrait ? parent.width : parent.width - search.width - 2 * Theme.gap
            height: search.height
            page: root.viewModel.page
            pages: root.viewModel.pages
            onTurned: step => root.viewModel.turn(step)
        }
    }
}
