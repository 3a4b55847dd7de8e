// Answers as pictures, for people who read little: at most six, and the way to the clerk under them.
import QtQuick
import ".."
import "../controls"

Item {
    id: root
    required property var viewModel
    required property var face
    readonly property var drawn: (face.options ?? []).filter(one => one.picture !== "")
    readonly property var others: (face.options ?? []).filter(one => one.picture === "")
    readonly property int columns: Theme.portrait && drawn.length < 3 ? 1 : drawn.length === 4 || drawn.length < 3 || Theme.portrait ? 2 : 3
    readonly property int rows: Math.ceil(drawn.length / columns)
    readonly property int footHeight: others.length > 0 ? Theme.mm(Theme.portrait ? 26 : 22) : 0
    readonly property int room: height - (footHeight > 0 ? footHeight + Theme.gap : 0)

    visible: face.part === "pictures"

    Repeater {
        model: root.drawn.length
        Tile {
            required property int index
            readonly property var option: root.drawn[index] ?? ({})
            objectName: "option-" + (option.id ?? "").replace("value:", "")
            x: (index % root.columns) * (width + Theme.gap)
            y: Math.floor(index / root.columns) * (height + Theme.gap)
            width: Math.floor((root.width - (root.columns - 1) * Theme.gap) / root.columns)
            height: Math.min(Theme.mm(root.columns === 1 ? 130 : 110), Math.floor((root.room - (root.rows - 1) * Theme.gap) / Math.max(1, root.rows)))
            wide: !Theme.portrait && root.rows > 1
            picture: option.picture ?? ""
            text: option.text ?? ""
            chosen: option.chosen ?? false
            tint: index
            onTapped: root.viewModel.choose(option.id)
        }
    }
    Repeater {
        model: root.others.length
        ChoiceButton {
            required property int index
            readonly property var option: root.others[index] ?? ({})
            objectName: "option-" + (option.id ?? "")
            x: index * (width + Theme.gap)
            y: root.height - height
            width: Math.floor((root.width - (root.others.length - 1) * Theme.gap) / root.others.length)
            height: root.footHeight
            text: option.text ?? ""
            detail: option.detail ?? ""
            quiet: true
            onTapped: root.viewModel.choose(option.id)
        }
    }
}
