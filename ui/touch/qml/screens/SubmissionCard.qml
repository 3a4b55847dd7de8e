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
        visible: root.read
        width: parent.width
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
                    height: Math.max(answer.height + (note.visible ? note.height : 0), show.visible ? show.height : 0)
                    Sentence {
                        id: label
                        width: Math.round(parent.width * 0.3)
                        height: answer.height
                        y: answer.y
                        text: line.row.label ?? ""
                        color: Theme.softText
                        lineHeight: Math.round(font.pixelSize * 1.35)
                    }
                    Sentence {
                        id: answer
                        objectName: "card-row-" + line.index
                        anchors.left: label.right
                        anchors.right: show.visible ? show.left : parent.right
                        y: show.visible ? Math.round((show.height - height) / 2) : 0
                        text: line.row.text ?? ""
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
                        size: Theme.small
                        color: Theme.softText
                        lineHeight: Math.round(font.pixelSize * 1.3)
                    }
                    BigButton {
                        id: show
                        objectName: "peek"
                        visible: line.row.masked ?? false
                        anchors.right: parent.right
                        width: Theme.mm(50)
                        height: Theme.target
                        reachesBelow: false
                        icon: "eye"
                        text: Words.say("submission.peek")
                        textSize: Theme.small
                        onTapped: root.viewModel.peek()
                    }
                }
            }
        }
    }
    BigButton {
        objectName: "correct"
        visible: root.read
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        width: Theme.mm(80)
        height: Theme.mm(25)
        icon: "edit"
        text: root.read ? root.face.skip ?? "" : ""
        onTapped: root.viewModel.skip()
    }
}
