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
    readonly property bool shortcuts: year.visible || age.visible
    readonly property int half: Math.floor((side - Theme.gap) / 2)
    readonly property int buttonTop: labelHeight + fieldHeight + Theme.gap + (said.visible ? said.height : 0)
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
    Sentence {
        id: said
        objectName: "said"
        visible: text !== ""
        y: root.fieldHeight + Theme.mm(2)
        width: root.side
        height: visible ? Theme.mm(Theme.portrait ? 22 : 20) : 0
        text: root.date ? "" : root.face.said ?? ""
        font.weight: Font.DemiBold
        color: Theme.brand
        maximumLineCount: 2
        fontSizeMode: Text.Fit
        minimumPixelSize: Theme.small
        lineHeight: Math.round(font.pixelSize * 1.3)
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
        y: root.buttonTop
        width: age.visible ? root.half : root.side
        height: root.buttonHeight
        text: root.face.year_only ?? ""
        onTapped: root.viewModel.yearOnly()
    }
    BigButton {
        id: age
        objectName: "age-only"
        visible: text !== ""
        x: year.visible ? root.half + Theme.gap : 0
        y: root.buttonTop
        width: year.visible ? root.half : root.side
        height: root.buttonHeight
        text: root.face.age ?? ""
        onTapped: root.viewModel.ageOnly()
    }
    BigButton {
        id: staff
        objectName: "staff"
        visible: text !== ""
        y: root.buttonTop + (root.shortcuts ? root.buttonHeight + Theme.gap : 0)
        width: root.side
        height: root.buttonHeight
        text: root.face.staff ?? ""
        onTapped: root.viewModel.leaveToStaff()
    }
    // Two pads, not one that changes its keys: a key must never be taken away under a finger.
    Repeater {
        model: ["", "000"]
        DigitPad {
            required property string modelData
            readonly property int below: (staff.visible ? staff.y + staff.height : root.buttonTop + (root.shortcuts ? root.buttonHeight : 0)) + Theme.mm(6)
            visible: (root.face.more_noughts ?? false) === (modelData !== "")
            x: Theme.portrait ? Math.round((parent.width - width) / 2) : parent.width - width
            y: Theme.portrait ? parent.height - height : 0
            width: Theme.portrait ? Math.round(parent.width * 0.72) : parent.width - root.side - Theme.mm(8)
            height: Math.min(parent.height - (Theme.portrait ? below : 0), Theme.mm(160))
            extra: modelData
            onTyped: text => root.viewModel.key(text)
            onActed: act => root.viewModel.key(act)
        }
    }
}
