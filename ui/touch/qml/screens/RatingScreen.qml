// How was it? Three faces; after the last one, what it was.
import QtQuick
import ".."
import "../controls"

ScreenFrame {
    id: root
    required property var viewModel
    readonly property bool why: viewModel.asksWhy

    question: why ? Words.say("rating.why") : Words.say("rating.question")
    bar.showsNext: why
    bar.nextText: Words.say("rating.send")
    bar.nextIcon: "check"
    bar.nextSends: true
    onNext: viewModel.finish()

    Rectangle {
        id: badge
        visible: root.viewModel.number !== ""
        anchors.horizontalCenter: parent.horizontalCenter
        width: number.implicitWidth + Theme.mm(14)
        height: number.height + Theme.mm(2)
        radius: height / 2
        color: Theme.paleTints[0]
        Sentence {
            id: number
            objectName: "rating-number"
            anchors.centerIn: parent
            text: Words.say("rating.number", { number: root.viewModel.number })
            font.weight: Font.Bold
            color: Theme.brand
            lineHeight: Math.round(font.pixelSize * 1.3)
        }
    }
    Grid {
        id: faces
        visible: !root.why
        anchors.fill: parent
        anchors.topMargin: badge.height + Theme.mm(4)
        columns: Theme.portrait ? 1 : 3
        spacing: Theme.mm(6)
        Repeater {
            model: root.viewModel.values
            Pressable {
                id: one
                required property int modelData
                required property int index
                objectName: "rating-" + modelData
                sends: true
                reachesBelow: false
                width: Math.floor((faces.width - (faces.columns - 1) * faces.spacing) / faces.columns)
                height: Theme.portrait ? Math.floor((faces.height - 2 * faces.spacing) / 3) : faces.height
                Accessible.name: word.text
                onTapped: root.viewModel.choose(modelData)

                Rectangle {
                    anchors.fill: parent
                    radius: Theme.radius
                    color: one.pressed ? Theme.paleTints[0] : Theme.white
                    border.width: one.pressed ? Theme.border * 3 : Theme.border
                    border.color: one.pressed ? Theme.brand : Theme.line
                }
                Picture {
                    id: drawing
                    x: Theme.mm(3)
                    y: Theme.mm(3)
                    width: Theme.portrait ? Math.round(parent.width * 0.5) : parent.width - 2 * x
                    height: Theme.portrait ? parent.height - 2 * y : parent.height - word.height - 2 * y
                    name: "rating/" + one.modelData
                }
                Sentence {
                    id: word
                    x: Theme.portrait ? drawing.x + drawing.width + Theme.mm(2) : Theme.mm(2)
                    y: Theme.portrait ? 0 : parent.height - height - Theme.mm(2)
                    width: parent.width - x - Theme.mm(2)
                    height: Theme.portrait ? parent.height : Math.round(1.5 * lineHeight)
                    horizontalAlignment: Theme.portrait ? Text.AlignLeft : Text.AlignHCenter
                    verticalAlignment: Text.AlignVCenter
                    text: root.viewModel.faces[one.index] ?? ""
                    size: Theme.heading
                    font.weight: Font.DemiBold
                    lineHeight: Math.round(font.pixelSize * 1.3)
                }
            }
        }
    }
    Grid {
        id: reasons
        readonly property int many: root.viewModel.reasons.length
        readonly property int lines: Math.ceil(many / columns)
        visible: root.why
        anchors.fill: parent
        anchors.topMargin: badge.height + Theme.mm(4)
        columns: Theme.portrait ? 1 : 2
        spacing: Theme.gap
        Repeater {
            model: reasons.many
            ChoiceButton {
                required property int index
                readonly property var face: root.viewModel.reasons[index] ?? ({})
                objectName: "reason-" + index
                reachesBelow: false
                width: Math.floor((reasons.width - (reasons.columns - 1) * reasons.spacing) / reasons.columns)
                height: Math.min(Theme.mm(44), Math.floor((reasons.height - (reasons.lines - 1) * reasons.spacing) / reasons.lines))
                text: face.text ?? ""
                chosen: face.chosen ?? false
                onTapped: root.viewModel.touch(face.id)
            }
        }
    }
}
