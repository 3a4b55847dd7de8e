// The code typed by hand: what was typed stands above the keys, always in sight.
import QtQuick
import ".."
import "../controls"

ScreenFrame {
    id: root
    required property var viewModel

    question: Words.say("result.code.question")
    bar.showsNext: true
    bar.nextIcon: "search"
    bar.nextText: Words.say("result.code.look")
    bar.nextEnabled: viewModel.code.length > 5
    onNext: viewModel.look()

    Rectangle {
        id: field
        width: parent.width
        height: Theme.mm(Theme.portrait ? 26 : 18)
        radius: Theme.radius
        color: Theme.white
        border.width: Theme.border * 2
        border.color: Theme.brand
        Sentence {
            objectName: "result-code"
            anchors.fill: parent
            anchors.leftMargin: Theme.mm(5)
            anchors.rightMargin: Theme.mm(5)
            verticalAlignment: Text.AlignVCenter
            text: root.viewModel.code
            size: Theme.heading
            font.weight: Font.DemiBold
            font.letterSpacing: Theme.mm(0.6)
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.small
            lineHeight: Math.round(font.pixelSize * 1.3)
        }
        Sentence {
            anchors.fill: parent
            anchors.leftMargin: Theme.mm(5)
            verticalAlignment: Text.AlignVCenter
            visible: root.viewModel.code === ""
            text: Words.say("result.code.example", { code: root.viewModel.example })
            color: Theme.softText
            lineHeight: Math.round(font.pixelSize * 1.3)
        }
    }
    Picture {
        visible: Theme.portrait
        anchors.top: field.bottom
        anchors.topMargin: Theme.mm(4)
        anchors.bottom: pad.top
        anchors.bottomMargin: Theme.mm(4)
        width: parent.width
        name: "result/where"
    }
    LetterPad {
        id: pad
        mode: "code"
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.portrait ? Theme.mm(110) : parent.height - field.height - Theme.mm(3)
        onTyped: text => root.viewModel.type(text)
        onActed: act => root.viewModel.act(act)
    }
}
