// Answers as big buttons, in one or two columns; arrows turn the pages of a long list.
import QtQuick
import ".."
import "../controls"

Item {
    id: root
    required property var viewModel
    required property var face
    readonly property var options: face.options ?? []
    readonly property bool paged: (face.pages ?? 1) > 1
    readonly property int columns: Theme.portrait && options.length < 7 ? 1 : 2
    readonly property int rows: Math.ceil(options.length / columns)
    readonly property int room: height - (paged ? Theme.buttonHeight + Theme.gap : 0)
    readonly property int cellHeight: Math.min(Theme.mm(options.length < 5 ? (Theme.portrait ? 60 : 54) : (Theme.portrait ? 46 : 40)), Math.floor((room - (rows - 1) * Theme.gap) / Math.max(1, rows)))

    visible: options.length > 0

    // Buttons are kept from page to page and placed by hand: a positioner would lay them out a frame too late.
    Repeater {
        model: root.options.length
        ChoiceButton {
            required property int index
            readonly property var option: root.options[index] ?? ({})
            objectName: "option-" + (option.id ?? "").replace(/^(value|option):/, "")
            x: (index % root.columns) * (width + Theme.gap)
            y: Math.floor(index / root.columns) * (height + Theme.gap)
            width: Math.floor((root.width - (root.columns - 1) * Theme.gap) / root.columns)
            height: root.cellHeight
            text: option.text ?? ""
            detail: option.detail ?? ""
            picture: option.picture ?? ""
            chosen: option.chosen ?? false
            quiet: option.quiet ?? false
            onTapped: root.viewModel.choose(option.id)
        }
    }
    Pager {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.buttonHeight
        page: root.face.page ?? 0
        pages: root.face.pages ?? 1
        onTurned: step => root.viewModel.turn(step)
    }
}
