// One procedure: three facts, tabs with what to bring, how, what it costs and why, and what can be done with it now.
// Upright everything stands below each other; lying, the rows to read have the right side for themselves.
import QtQuick
import ".."
import "../controls"

ScreenFrame {
    id: root
    required property var viewModel
    readonly property var face: viewModel.face
    readonly property var tabNames: viewModel.tabs
    readonly property bool upright: Theme.portrait
    readonly property bool doubtful: (face.caveat ?? "") !== "" || (face.notice ?? "") !== ""
    readonly property int side: upright ? middle.width : Math.round(middle.width * 0.32)

    question: face.name ?? ""
    dense: !upright
    bar.showsNext: viewModel.canTakeNumber
    bar.nextText: Words.say("procedure.ticket")
    bar.nextIcon: "next"
    bar.nextSends: true
    onNext: viewModel.takeNumber()

    Grid {
        id: facts
        readonly property int cellWidth: Math.floor((root.side - (columns - 1) * spacing) / columns)
        readonly property int cellHeight: Theme.mm(root.upright ? 34 : 12)
        columns: root.upright ? 3 : 1
        spacing: Theme.mm(root.upright ? 3 : 1.5)
        FactCard {
            objectName: "procedure-time"
            width: facts.cellWidth
            height: facts.cellHeight
            flat: !root.upright
            picture: "channels/time"
            label: Words.say("procedure.fact.time")
            text: root.face.time ?? ""
        }
        FactCard {
            objectName: "procedure-fee"
            width: facts.cellWidth
            height: facts.cellHeight
            flat: !root.upright
            picture: "channels/fee"
            label: Words.say("procedure.fact.fee")
            text: root.face.fee ?? ""
        }
        FactCard {
            objectName: "procedure-where"
            width: facts.cellWidth
            height: facts.cellHeight
            flat: !root.upright
            picture: "channels/counter"
            label: Words.say("procedure.fact.where")
            text: root.face.where ?? ""
        }
    }

    Grid {
        id: tabs
        anchors.top: facts.bottom
        anchors.topMargin: Theme.mm(root.upright ? 4 : 3)
        columns: root.upright ? 4 : 2
        spacing: Theme.mm(3)
        Repeater {
            model: root.tabNames.length
            BigButton {
                required property int index
                readonly property var tab: root.tabNames[index]
                objectName: "tab-" + tab.name
                width: Math.floor((root.side - (tabs.columns - 1) * tabs.spacing) / tabs.columns)
                height: Theme.target
                reachesBelow: false
                look: tab.chosen ? "brand" : "white"
                text: tab.text
                onTapped: root.viewModel.choose(tab.name)
            }
        }
    }

    Rectangle {
        id: panel
        readonly property int edge: Theme.mm(4)
        anchors.left: parent.left
        anchors.leftMargin: root.upright ? 0 : root.side + Theme.mm(5)
        anchors.right: parent.right
        anchors.top: root.upright ? tabs.bottom : parent.top
        anchors.topMargin: root.upright ? Theme.mm(2) : 0
        anchors.bottom: notes.top
        anchors.bottomMargin: Theme.mm(3)
        radius: Theme.radius
        color: Theme.white
        border.width: Theme.border
        border.color: Theme.softLine

        // How much text fits, as the view-model wants to know it; the smaller type is the measure. The room of the
        // arrows is kept free also while there is one page: whether there are two must not depend on itself.
        readonly property int wide: width - 2 * edge - (root.upright ? 0 : Theme.mm(25))
        readonly property int high: height - 2 * edge - (root.upright ? Theme.mm(22) : 0)
        readonly property int letters: Math.floor((wide - Theme.mm(23)) / (Theme.small * 0.52))
        readonly property real textLines: high / (Theme.small * 1.3) - 0.3
        onLettersChanged: root.viewModel.fits(letters, textLines)
        onTextLinesChanged: root.viewModel.fits(letters, textLines)
        Component.onCompleted: root.viewModel.fits(letters, textLines)

        Column {
            id: rows
            objectName: "procedure-rows"
            x: panel.edge
            y: panel.edge
            width: panel.wide
            Repeater {
                model: root.viewModel.rows
                DetailRow {
                    required property var modelData
                    required property int index
                    objectName: "row-" + index
                    width: rows.width
                    head: modelData.head
                    detail: modelData.detail
                    quantity: modelData.quantity
                    picture: modelData.picture
                    mark: modelData.mark
                    number: modelData.number
                    small: modelData.small
                    title: modelData.title
                    short: modelData.short
                    onOpened: root.viewModel.tell(index)
                }
            }
        }
        Pager {
            anchors.right: parent.right
            anchors.rightMargin: Theme.mm(2)
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.mm(2)
            width: root.upright ? parent.width - Theme.mm(4) : Theme.mm(22)
            height: root.upright ? Theme.target : parent.height - Theme.mm(4)
            upright: !root.upright
            page: root.viewModel.page
            pages: root.viewModel.pages
            onTurned: step => root.viewModel.turn(step)
        }
    }

    Column {
        id: notes
        anchors.left: panel.left
        anchors.right: panel.right
        anchors.bottom: root.upright ? acts.top : parent.bottom
        anchors.bottomMargin: root.upright ? Theme.mm(3) : 0
        spacing: Theme.mm(2)
        InfoStrip {
            objectName: "procedure-notice"
            visible: root.upright && (root.face.notice ?? "") !== ""
            width: parent.width
            icon: "info"
            size: Theme.small
            text: root.face.notice ?? ""
        }
        InfoStrip {
            objectName: "procedure-caveat"
            visible: root.upright && (root.face.caveat ?? "") !== ""
            width: parent.width
            icon: "warning"
            look: "warn"
            size: Theme.small
            text: root.face.caveat ?? ""
        }
        // Lying, one line has room: what is doubtful, else whom to phone, else how old it is; "Theo luật" has all of it.
        Row {
            visible: contact.text !== "" && (root.upright || !root.doubtful)
            width: parent.width
            spacing: Theme.mm(2)
            Picture {
                width: Theme.mm(8)
                height: width
                name: "icons/phone"
            }
            Sentence {
                id: contact
                objectName: "procedure-contact"
                width: parent.width - Theme.mm(10)
                text: root.face.contact ?? ""
                size: Theme.small
                font.weight: Font.DemiBold
                maximumLineCount: root.upright ? 2 : 1
                elide: Text.ElideRight
                lineHeight: Math.round(font.pixelSize * 1.3)
            }
        }
        Sentence {
            objectName: "procedure-as-of"
            visible: root.upright || (!root.doubtful && contact.text === "")
            width: parent.width
            text: root.face.as_of ?? ""
            size: Theme.small
            color: Theme.softText
            lineHeight: Math.round(font.pixelSize * 1.3)
        }
        InfoStrip {
            objectName: "procedure-short-note"
            visible: !root.upright && root.doubtful
            width: parent.width
            icon: (root.face.caveat ?? "") === "" ? "info" : "warning"
            look: (root.face.caveat ?? "") === "" ? "plain" : "warn"
            size: Theme.small
            text: root.face.short_note ?? ""
        }
    }
    Row {
        id: acts
        readonly property int shown: (printing.visible ? 1 : 0) + (preparing.visible ? 1 : 0)
        readonly property int each: shown ? Math.floor((root.side - (shown - 1) * spacing) / shown) : 0
        anchors.bottom: parent.bottom
        height: Theme.mm(root.upright ? 25 : 22)
        spacing: Theme.mm(3)
        BigButton {
            id: printing
            objectName: "procedure-print"
            visible: root.viewModel.printText !== ""
            enabled: root.viewModel.canPrint
            width: acts.each
            height: acts.height
            reachesBelow: false
            sends: true
            icon: "printer"
            text: root.viewModel.printText
            onTapped: root.viewModel.printSlip()
        }
        BigButton {
            id: preparing
            objectName: "procedure-prepare"
            visible: root.viewModel.canPrepare
            width: acts.each
            height: acts.height
            reachesBelow: false
            icon: "edit"
            text: Words.say("procedure.prepare")
            onTapped: root.viewModel.prepare()
        }
    }
}
