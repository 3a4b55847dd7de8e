// The procedures of one life event, at most six a page.
import QtQuick
import ".."
import "../controls"

ScreenFrame {
    id: root
    required property var viewModel

    question: viewModel.title

    Item {
        id: list
        readonly property int columns: Theme.portrait ? 1 : 2
        readonly property int rows: 6 / columns
        readonly property int rowWidth: Math.floor((width - (columns - 1) * Theme.gap) / columns)
        readonly property int rowHeight: Math.min(Theme.mm(44), Math.floor((height - (rows - 1) * Theme.gap) / rows))
        width: parent.width
        height: parent.height - (pager.visible ? pager.height + Theme.gap : 0)

        Repeater {
            model: root.viewModel.rows
            ListRow {
                required property var modelData
                required property int index
                objectName: "procedure-" + modelData.code
                x: Math.floor(index / list.rows) * (list.rowWidth + Theme.gap)
                y: (index % list.rows) * (list.rowHeight + Theme.gap)
                width: list.rowWidth
                height: list.rowHeight
                number: modelData.number
                text: modelData.text
                onTapped: root.viewModel.show(modelData.code)
            }
        }
    }
    Pager {
        id: pager
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.mm(Theme.portrait ? 25 : 20)
        page: root.viewModel.page
        pages: root.viewModel.pages
        onTurned: step => root.viewModel.turn(step)
    }
}
