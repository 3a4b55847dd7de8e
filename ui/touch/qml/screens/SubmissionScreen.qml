// Door 4: which paper. One tile a form.
import QtQuick
import ".."
import "../controls"

ScreenFrame {
    id: root
    required property var viewModel

    question: Words.say("submission.question")

    readonly property var tiles: viewModel.tiles
    readonly property int columns: Theme.portrait ? (tiles.length > 3 ? 2 : 1) : Math.min(3, tiles.length)
    readonly property int lines: Math.max(1, Math.ceil(tiles.length / columns))

    Repeater {
        model: root.tiles.length
        Tile {
            required property int index
            readonly property var form: root.tiles[index] ?? ({})
            objectName: "form-" + (form.procedure ?? "")
            x: (index % root.columns) * (width + Theme.gap)
            y: Math.floor(index / root.columns) * (height + Theme.gap)
            width: Math.floor((root.middle.width - (root.columns - 1) * Theme.gap) / root.columns)
            height: Math.floor((root.middle.height - (root.lines - 1) * Theme.gap) / root.lines)
            picture: form.picture ?? ""
            number: form.number ?? 0
            text: form.text ?? ""
            textSize: Theme.heading
            tint: index
            sends: true
            onTapped: root.viewModel.choose(form.procedure)
        }
    }
}
