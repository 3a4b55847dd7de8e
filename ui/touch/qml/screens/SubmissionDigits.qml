// Numbers and dates: what was typed above or left of a digit pad; each box of a date can be tapped.
import QtQuick
import ".."
import "../controls"

Item {
    id: root
    required property var viewModel
    required property var face
    readonly property bool date: face.part === "date"
    readonly property bool wrong: (face.problem ?? "") !== "" && !(face.soft ?? false)
    readonly property int side: Theme.portrait ? width : Math.round(width * 0.55)
    readonly property int fieldHeight: Theme.mm(Theme.portrait ? 30 : 26)
    readonly property int buttonHeight: Theme.mm(Theme.portrait ? 24 : 22)
    readonly property int labelHeight: date ? Math.round(Theme.body * 1.35) : 0

    visible: face.part === "digits" || date

    Field {
        visible: !root.date
        width: root.side
        height: root.fieldHeight
        objectName: "typed"
        text: root.date ? "" : root.face.typed ?? ""
        wrong: root.wrong
    }
    Repeater {
        model: ["day", "month", "year"]
        Item {
            id: one
            required property string modelData
            required property int index
            readonly property var box: root.face.boxes?.[index] ?? ({})
            readonly property int part: Math.floor((root.side - 2 * Theme.gap) * 0.29)
            visible: root.date
            x: index * (part + Theme.gap)
            width: modelData === "year" ? root.side - x : part
            height: root.labelHeight + root.fieldHeight
            Sentence {
                width: parent.width
                text: one.box.label ?? ""
                horizontalAlignment: Text.AlignHCenter
                lineHeight: Math.round(font.pixelSize * 1.3)
            }
            Field {
                y: root.labelHeight
                width: parent.width
                height: root.fieldHeight
                objectName: "box-" + one.modelData
                text: one.box.typed ?? ""
                centred: true
                active: one.box.active ?? false
                tappable: true
                wrong: root.wrong
                onTapped: root.viewModel.box(one.modelData)
            }
        }
    }
    BigButton {
        id: year
        objectName: "year-only"
        visible: text !== ""
        y: root.labelHeight + root.fieldHeight + Theme.gap
        width: root.side
        height: root.buttonHeight
        text: root.face.year_only ?? ""
        onTapped: root.viewModel.yearOnly()
    }
    BigButton {
        id: staff
        objectName: "staff"
        visible: text !== ""
        y: year.y + (year.visible ? year.height + Theme.gap : 0)
        width: root.side
        height: root.buttonHeight
        text: root.face.staff ?? ""
        onTapped: root.viewModel.leaveToStaff()
    }
    DigitPad {
        readonly property int below: (staff.visible ? staff.y + staff.height : year.y + (year.visible ? year.height : 0)) + Theme.mm(6)
        x: Theme.portrait ? Math.round((parent.width - width) / 2) : parent.width - width
        y: Theme.portrait ? parent.height - height : 0
        width: Theme.portrait ? Math.round(parent.width * 0.72) : parent.width - root.side - Theme.mm(8)
        height: Math.min(parent.height - (Theme.portrait ? below : 0), Theme.mm(160))
        onTyped: text => root.viewModel.key(text)
        onActed: act => root.viewModel.key(act)
    }
}
