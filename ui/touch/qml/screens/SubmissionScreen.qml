// Door 4: which paper. Six drawings a page, the most wanted first, and the way to any other one.
import QtQuick
import ".."
import "../controls"

ScreenFrame {
    id: root
    required property var viewModel
    readonly property var tiles: viewModel.tiles
    readonly property bool footed: viewModel.canSearch || viewModel.pages > 1

    question: Words.say("submission.question")

    Item {
        id: grid
        // A full page sets the measure, so that a tile has one size on every page.
        readonly property int most: root.viewModel.pages > 1 ? 6 : Math.max(1, root.tiles.length)
        readonly property int columns: Theme.portrait ? (most > 3 ? 2 : 1) : Math.min(3, most)
        readonly property int rows: Math.ceil(most / columns)
        readonly property int cellWidth: Math.floor((width - (columns - 1) * Theme.gap) / columns)
        readonly property int cellHeight: Math.floor((height - (rows - 1) * Theme.gap) / rows)
        width: parent.width
        height: parent.height - (root.footed ? foot.height + Theme.gap : 0)

        Repeater {
            model: root.tiles
            Tile {
                required property var modelData
                required property int index
                objectName: "form-" + modelData.procedure
                x: (index % grid.columns) * (grid.cellWidth + Theme.gap)
                y: Math.floor(index / grid.columns) * (grid.cellHeight + Theme.gap)
                width: grid.cellWidth
                height: grid.cellHeight
                wide: !Theme.portrait && grid.rows > 1
                picture: modelData.picture
                number: modelData.number
                text: modelData.text
                tint: index
                onTapped: root.viewModel.choose(modelData.procedure)
            }
        }
    }
    Item {
        id: foot
        visible: root.footed
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.portrait ? Theme.buttonHeight + (pager.visible ? Theme.buttonHeight + Theme.gap : 0) : Theme.mm(22)

        BigButton {
            id: other
            objectName: "submission-other"
            visible: root.viewModel.canSearch
            width: Theme.portrait ? parent.width : Theme.mm(120)
            height: Theme.portrait ? Theme.buttonHeight : parent.height
            look: "brand"
            reachesBelow: false
            icon: "search"
            text: Words.say("submission.other")
            onTapped: root.viewModel.search()
        }
        Pager {
            id: pager
            anchors.bottom: parent.bottom
            anchors.right: parent.right
            width: Theme.portrait || !other.visible ? parent.width : parent.width - other.width - 2 * Theme.gap
            height: Theme.portrait ? Theme.buttonHeight : parent.height
            page: root.viewModel.page
            pages: root.viewModel.pages
            onTurned: step => root.viewModel.turn(step)
        }
    }
}
