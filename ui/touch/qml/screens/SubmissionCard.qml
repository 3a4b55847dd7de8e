// The ID card: a picture of what to do until it was read, then what it says, to be confirmed or corrected.
import QtQuick
import ".."
import "../controls"

Item {
    id: root
    required property var viewModel
    required property var face
    readonly property var rows: face.rows ?? []
    readonly property bool read: rows.length > 0

    // An upright screen has room to be read from further away.
    readonly property int answerSize: Theme.portrait ? Theme.heading : Theme.body
    readonly property int noteSize: Theme.portrait ? Theme.body : Theme.small

    visible: face.part === "card"

    Rectangle {
        id: stage
        visible: !root.read
        width: Theme.portrait ? parent.width : Math.round(parent.width * 0.5)
        height: Theme.portrait ? Math.round(parent.height * 0.62) : parent.height
        radius: Theme.radius
        color: Theme.paleTints[1]
        Picture {
            visible: !camera.looking
            anchors.fill: parent
            anchors.margins: Theme.mm(2)
            anchors.bottomMargin: Theme.mm(2) + eye.told
            name: "submission/card"
        }
        CameraView {
            id: eye
            anchors.fill: parent
            hold: Words.say("camera.hold.card")
            shape: 85.6 / 54
        }
    }
    InfoStrip {
        id: where
        visible: !root.read
        x: Theme.portrait ? 0 : stage.width + Theme.mm(6)
        y: Theme.portrait ? stage.height + Theme.mm(6) : 0
        width: parent.width - x
        icon: camera.looking ? "info" : "scan"
        text: camera.looking ? Words.say("camera.near") : Words.say("submission.card.wait")
    }
    BigButton {
        objectName: "skip"
        visible: !root.read
        x: where.x
        y: where.y + where.height + Theme.mm(5)
        width: where.width
        height: Theme.mm(28)
        text: root.read ? "" : root.face.skip ?? ""
        onTapped: root.viewModel.skip()
    }
    Rectangle {
        id: card
        visible: root.read
        width: parent.width - (Theme.portrait ? 0 : acts.width + Theme.mm(5))
        height: said.height + Theme.mm(8)
        radius: Theme.radius
        color: Theme.white
        border.width: Theme.border
        border.color: Theme.line
        Column {
            id: said
            x: Theme.mm(5)
            y: Theme.mm(4)
            width: parent.width - 2 * x
            spacing: Theme.mm(2)
            Repeater {
                model: root.rows.length
                Item {
                    id: line
                    required property int index
                    readonly property var row: root.rows[index] ?? ({})
                    width: said.width
                    height: answer.height + (note.visible ? note.height : 0)
                    Sentence {
                        id: label
                        width: Math.round(parent.width * 0.28)
                        text: line.row.label ?? ""
                        color: Theme.softText
                        lineHeight: answer.lineHeight
                    }
                    Sentence {
                        id: answer
                        objectName: "card-row-" + line.index
                        anchors.left: label.right
                        anchors.right: parent.right
                        text: line.row.text ?? ""
                        size: text.length > 44 ? root.noteSize : root.answerSize
                        font.weight: Font.DemiBold
                        lineHeight: Math.round(font.pixelSize * 1.35)
                    }
                    Sentence {
                        id: note
                        objectName: "card-words-" + line.index
                        visible: text !== ""
                        anchors.left: answer.left
                        anchors.right: parent.right
                        anchors.top: answer.bottom
                        text: line.row.detail ?? ""
                        size: root.noteSize
                        color: Theme.softText
                        lineHeight: Math.round(font.pixelSize * 1.3)
                    }
                }
            }
        }
    }
    // Beside the card where it lies wide, below it where it stands upright.
    Item {
        id: acts
        readonly property bool hides: root.rows.some(one => one.masked ?? false)
        visible: root.read
        width: Theme.portrait ? parent.width : Theme.mm(72)
        height: Theme.mm(25)
        anchors.right: parent.right
        anchors.bottom: parent.bottom

        BigButton {
            objectName: "peek"
            visible: acts.hides
            x: 0
            y: Theme.portrait ? 0 : -height - Theme.gap
            width: Theme.portrait ? Theme.mm(100) : parent.width
            height: parent.height
            icon: "eye"
            text: Words.say("submission.peek")
            onTapped: root.viewModel.peek()
        }
        BigButton {
            objectName: "correct"
            anchors.right: parent.right
            width: Theme.portrait ? Theme.mm(100) : parent.width
            height: parent.height
            icon: text === Words.say("submission.correct") ? "edit" : ""
            text: root.read ? root.face.skip ?? "" : ""
            onTapped: root.viewModel.skip()
        }
    }
}
