// A code as it stands on the paper, a box for every digit that is still to come: cells = [{kind, text}, ...].
import QtQuick
import ".."

Item {
    id: root
    property var cells: []
    property int widest: Theme.mm(17)
    readonly property int between: Theme.mm(1.2)
    readonly property int boxes: cells.filter(one => one.kind !== "prefix" && one.kind !== "dash").length
    readonly property int dashes: cells.filter(one => one.kind === "dash").length
    readonly property int dashWidth: Theme.mm(4)
    readonly property int prefixWidth: first.visible ? Math.ceil(first.implicitWidth) + Theme.mm(2) : 0
    readonly property int room: width - prefixWidth - dashes * (dashWidth + between) - boxes * between
    readonly property int boxWidth: Math.min(widest, Math.floor(room / Math.max(1, boxes)))

    implicitHeight: Theme.mm(22)
    Accessible.role: Accessible.EditableText
    Accessible.name: cells.map(one => one.text).join("")

    Row {
        height: parent.height
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: root.between
        Sentence {
            id: first
            visible: text !== ""
            height: parent.height
            verticalAlignment: Text.AlignVCenter
            text: root.cells.length > 0 && root.cells[0].kind === "prefix" ? root.cells[0].text : ""
            size: Theme.heading
            font.weight: Font.DemiBold
            wrapMode: Text.NoWrap
            rightPadding: Theme.mm(1)
        }
        Repeater {
            model: root.cells.filter(one => one.kind !== "prefix")
            Item {
                id: cell
                required property var modelData
                readonly property bool dash: modelData.kind === "dash"
                width: dash ? root.dashWidth : root.boxWidth
                height: root.height
                Rectangle {
                    visible: !cell.dash
                    anchors.fill: parent
                    radius: Theme.mm(1.5)
                    color: cell.modelData.kind === "next" ? Theme.paleTints[0] : Theme.white
                    border.width: cell.modelData.kind === "next" ? Theme.border * 2 : Theme.border
                    border.color: cell.modelData.kind === "next" ? Theme.brand : Theme.line
                }
                Sentence {
                    anchors.fill: parent
                    horizontalAlignment: Text.AlignHCenter
                    verticalAlignment: Text.AlignVCenter
                    text: cell.modelData.text
                    size: Theme.heading
                    font.weight: Font.DemiBold
                    lineHeightMode: Text.ProportionalHeight
                    lineHeight: 1
                }
            }
        }
    }
}
