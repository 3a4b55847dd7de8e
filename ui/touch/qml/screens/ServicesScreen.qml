// Door 1: one tap on a service takes the number; a tap on one's own picture before it says "I am called earlier".
import QtQuick
import ".."
import "../controls"

ScreenFrame {
    id: root
    required property var viewModel
    readonly property bool shut: viewModel.closed.headline !== undefined

    question: shut ? "" : viewModel.question

    ClosedPage {
        visible: root.shut
        anchors.fill: parent
        face: root.viewModel.closed
        looksUp: root.viewModel.looksUp
        onLookUp: root.viewModel.lookUp()
    }
    Item {
        id: services
        visible: !root.shut
        width: Theme.portrait || people.many === 0 ? parent.width : parent.width - people.width - Theme.mm(5)
        height: Theme.portrait && people.many > 0 ? parent.height - people.height - Theme.mm(5) : parent.height

        Flow {
            id: grid
            readonly property int cells: root.viewModel.tiles.length
            readonly property int lines: Math.max(1, Math.ceil(cells / columns))
            readonly property int cellWidth: Math.floor((width - (columns - 1) * spacing) / columns)
            readonly property int cellHeight: Math.floor((height - (lines - 1) * spacing) / lines)
            width: parent.width
            height: parent.height - (pager.visible ? pager.height + Theme.gap : 0)
            readonly property int columns: cells < 3 ? 1 : 2
            spacing: Theme.gap

            // By count, not by list: new figures must not take a card away from under a finger.
            Repeater {
                model: grid.cells
                ServiceCard {
                    id: card
                    required property int index
                    readonly property var face: root.viewModel.tiles[index] ?? ({})
                    readonly property bool alone: index === grid.cells - 1 && index % grid.columns === 0
                    objectName: "service-" + (face.letter ?? "")
                    width: alone ? grid.width : grid.cellWidth
                    height: grid.cellHeight
                    picture: face.picture ?? ""
                    number: face.number ?? 0
                    text: face.text ?? ""
                    waiting: face.waiting ?? ""
                    count: face.count ?? ""
                    inviting: root.viewModel.declared
                    wait: face.wait ?? ""
                    why: face.why ?? ""
                    tint: number - 1
                    onTapped: root.viewModel.take(face.letter)
                }
            }
        }
        Pager {
            id: pager
            anchors.bottom: parent.bottom
            width: parent.width
            page: root.viewModel.page
            pages: root.viewModel.pages
            onTurned: step => root.viewModel.turn(step)
        }
    }
    Item {
        id: people
        readonly property int many: root.viewModel.groups.length
        readonly property int columns: Theme.portrait ? Math.min(Math.max(many, 1), 4) : many > 4 ? 2 : 1
        readonly property int lines: Math.max(1, Math.ceil(many / columns))
        visible: !root.shut && many > 0
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        width: Theme.portrait ? parent.width : Theme.mm(many > 4 ? 120 : 84)
        height: Theme.portrait ? label.height + lines * Theme.mm(62) + (lines - 1) * Theme.gap : parent.height

        Sentence {
            id: label
            objectName: "priority-label"
            width: parent.width
            text: Words.say("ticket.groups")
            size: Theme.portrait ? Theme.body : Theme.small
            font.weight: Font.DemiBold
            color: Theme.go
            lineHeight: Math.round(font.pixelSize * 1.35)
        }
        Grid {
            id: cards
            anchors.top: label.bottom
            anchors.topMargin: Theme.mm(Theme.portrait ? 2 : 1)
            anchors.bottom: parent.bottom
            width: parent.width
            columns: people.columns
            spacing: Theme.portrait ? Theme.gap : Theme.mm(3)
            Repeater {
                model: people.many
                GroupCard {
                    required property int index
                    readonly property var face: root.viewModel.groups[index] ?? ({})
                    objectName: "priority-" + (face.id ?? "")
                    width: Math.floor((cards.width - (people.columns - 1) * cards.spacing) / people.columns)
                    height: Math.floor((cards.height - (people.lines - 1) * cards.spacing) / people.lines)
                    beside: !Theme.portrait
                    reachesBelow: false
                    text: face.text ?? ""
                    picture: face.picture ?? ""
                    chosen: face.chosen ?? false
                    onTapped: root.viewModel.choose(face.id)
                }
            }
        }
    }
}
