// A name or a line, typed: the field above the keys, the ready letters, and tone keys that show what they will make.
// Names that many people have are picked instead of typed: below the field, on a flat screen beside it.
import QtQuick
import ".."
import "../controls"

Item {
    id: root
    required property var viewModel
    required property var face
    readonly property int mostPicks: Theme.portrait ? 6 : 5
    // As one text, so that the same names at the next key are the same buttons.
    readonly property string named: (staff.visible && !Theme.portrait ? [] : face.names ?? []).slice(0, mostPicks).join("|")
    readonly property var picks: named === "" ? [] : named.split("|")
    readonly property bool beside: picks.length > 0 && !Theme.portrait

    visible: face.part === "keys"

    Field {
        id: field
        width: root.beside ? Math.round(parent.width * 0.45) : parent.width - (staff.visible ? staff.width + Theme.gap : 0)
        height: Theme.mm(Theme.portrait ? 26 : 20)
        objectName: "typed"
        text: root.face.typed ?? ""
        wrong: (root.face.problem ?? "") !== "" && !(root.face.soft ?? false)
    }
    BigButton {
        id: staff
        objectName: "staff"
        visible: text !== ""
        anchors.right: parent.right
        anchors.top: field.top
        width: Theme.mm(Theme.portrait ? 92 : 86)
        height: field.height
        reachesBelow: false
        textSize: Theme.small
        text: root.face.staff ?? ""
        onTapped: root.viewModel.leaveToStaff()
    }
    Pad {
        visible: root.picks.length > 0
        x: root.beside ? field.width + Theme.gap : 0
        y: root.beside ? field.y : pad.y - height - Theme.mm(5)
        width: parent.width - x
        height: Theme.target
        label: "pick"
        columns: root.mostPicks
        textSize: root.beside ? Theme.small : Theme.body
        // Air behind the last one, so that a name stays in its place while others fall away.
        rows: [root.picks.map(one => ({ show: one, type: one })).concat(Array(Math.max(0, root.mostPicks - root.picks.length)).fill({}))]
        onTyped: name => root.viewModel.key("pick=" + name)
    }
    VietnamesePad {
        id: pad
        readonly property int room: parent.height - field.y - field.height - Theme.mm(3)
        anchors.bottom: parent.bottom
        width: parent.width
        height: Math.min(room, Theme.mm(Theme.portrait ? 180 : 120))
        digits: root.face.digits ?? false
        capitals: root.face.shift ?? false
        tones: root.face.tones ?? ({})
        onKeyed: key => root.viewModel.key(key)
    }
}
