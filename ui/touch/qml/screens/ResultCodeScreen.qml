// The code typed by hand. A code of this hall is boxes that want digits; any other code has all letters.
import QtQuick
import ".."
import "../controls"

ScreenFrame {
    id: root
    required property var viewModel
    readonly property bool letters: viewModel.kind === "other"

    question: Words.say(letters ? "result.code.question" : "result.code.digits")
    bar.showsNext: true
    bar.nextIcon: "search"
    bar.nextText: Words.say("result.code.look")
    bar.nextEnabled: viewModel.ready
    onNext: viewModel.look()

    CodeCells {
        id: boxes
        objectName: "result-cells"
        visible: !root.letters
        width: parent.width
        height: Theme.mm(Theme.portrait ? 26 : 22)
        cells: root.viewModel.cells
    }
    Row {
        id: line
        visible: root.letters
        width: parent.width
        height: Theme.mm(Theme.portrait ? 26 : 20)
        spacing: Theme.mm(4)
        Item {
            width: parent.width - (Theme.portrait ? 0 : byDigits.width + parent.spacing)
            height: parent.height
            Field {
                objectName: "result-code"
                anchors.fill: parent
                text: root.viewModel.code
            }
            Sentence {
                anchors.fill: parent
                anchors.leftMargin: Theme.mm(8)
                verticalAlignment: Text.AlignVCenter
                visible: root.viewModel.code === ""
                text: Words.say("result.code.example", { code: root.viewModel.example })
                color: Theme.softText
                lineHeight: Math.round(font.pixelSize * 1.3)
            }
        }
        BigButton {
            id: byDigits
            objectName: "kind-digits"
            visible: !Theme.portrait
            width: Theme.mm(60)
            height: parent.height
            reachesBelow: false
            icon: "back"
            text: Words.say("result.code.by_digits")
            onTapped: root.viewModel.choose("receipt")
        }
    }
    Picture {
        visible: Theme.portrait
        anchors.top: boxes.bottom
        anchors.topMargin: Theme.mm(4)
        anchors.bottom: kinds.top
        anchors.bottomMargin: Theme.mm(4)
        width: parent.width
        name: "result/where"
    }
    Grid {
        id: kinds
        visible: Theme.portrait || !root.letters
        columns: Theme.portrait ? 3 : 1
        spacing: Theme.mm(4)
        width: Theme.portrait ? parent.width : Math.round(parent.width * 0.32)
        y: Theme.portrait ? (root.letters ? pad.y : digits.y) - height - Theme.mm(6) : digits.y
        Repeater {
            model: root.viewModel.kinds
            BigButton {
                required property var modelData
                objectName: "kind-" + modelData.name
                width: Math.floor((kinds.width - (kinds.columns - 1) * kinds.spacing) / kinds.columns)
                height: Theme.mm(Theme.portrait ? 24 : 22)
                reachesBelow: false
                look: modelData.chosen ? "brand" : "white"
                text: modelData.text
                onTapped: root.viewModel.choose(modelData.name)
            }
        }
    }
    DigitPad {
        id: digits
        visible: !root.letters
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        width: Theme.portrait ? parent.width : parent.width - kinds.width - Theme.mm(8)
        height: Theme.portrait ? Theme.mm(106) : parent.height - boxes.height - Theme.mm(4)
        onTyped: text => root.viewModel.type(text)
        onActed: act => root.viewModel.act(act)
    }
    LetterPad {
        id: pad
        visible: root.letters
        mode: "code"
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.portrait ? Theme.mm(110) : parent.height - line.height - Theme.mm(3)
        onTyped: text => root.viewModel.type(text)
        onActed: act => root.viewModel.act(act)
    }
}
