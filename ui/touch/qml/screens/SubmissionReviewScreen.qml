// The check screen: one group a page, each row with "Sửa"; the last page saves.
import QtQuick
import ".."
import "../controls"

ScreenFrame {
    id: root
    required property var viewModel
    readonly property var face: viewModel.face
    readonly property var rows: face.rows ?? []
    readonly property int columns: Theme.portrait || rows.length < 4 ? 1 : 2
    readonly property int lines: Math.ceil(rows.length / columns)

    question: face.title ? Words.say("submission.review.question", { title: face.title }) : ""
    note: viewModel.code === "" ? "" : Words.say("submission.code", { code: viewModel.code })
    step: (face.page ?? 0) + 1
    steps: face.pages ?? 0
    stepText: Words.say("submission.page", { page: step, pages: steps })
    ownBack: true
    asideText: viewModel.later
    onAside: viewModel.saveForLater()
    onBack: viewModel.back()
    bar.showsBack: true
    bar.showsNext: true
    bar.nextText: face.next ?? ""
    bar.nextIcon: face.last ? "check" : "next"
    bar.nextSends: face.last ?? false
    onNext: viewModel.goOn()

    readonly property int between: Theme.mm(lines > 3 && !Theme.portrait ? 2 : 3)
    readonly property int foot: (fee.visible ? fee.height + Theme.mm(3) : 0) + (peek.visible ? peek.height + Theme.mm(3) : 0)

    InfoStrip {
        id: fee
        objectName: "review-fee"
        anchors.bottom: parent.bottom
        width: parent.width
        size: Theme.portrait ? Theme.body : Theme.small
        text: root.face.fee ?? ""
    }
    BigButton {
        id: peek
        objectName: "peek"
        visible: root.rows.some(one => one.masked ?? false)
        anchors.right: parent.right
        anchors.bottom: fee.visible ? fee.top : parent.bottom
        anchors.bottomMargin: fee.visible ? Theme.mm(3) : 0
        width: Theme.mm(80)
        height: Theme.target
        reachesBelow: false
        icon: "eye"
        text: Words.say("submission.peek")
        onTapped: root.viewModel.peek()
    }
    Repeater {
        model: root.rows.length
        Rectangle {
            id: one
            required property int index
            readonly property var row: root.rows[index] ?? ({})
            x: Math.floor(index / root.lines) * (width + Theme.mm(3))
            y: (index % root.lines) * (height + root.between)
            width: Math.floor((root.middle.width - (root.columns - 1) * Theme.mm(3)) / root.columns)
            height: Math.min(Theme.mm(Theme.portrait ? 38 : 32), Math.floor((root.middle.height - root.foot - (root.lines - 1) * root.between) / Math.max(1, root.lines)))
            radius: Theme.radius
            color: row.open ? Theme.help : row.staff ? Theme.paleTints[3] : Theme.white
            border.width: Theme.border
            border.color: Theme.softLine

            // Placed by hand: a positioner lays its items out a frame too late, and this row vouches for an answer.
            Item {
                id: words
                anchors.left: parent.left
                anchors.leftMargin: Theme.mm(4)
                anchors.right: edit.left
                anchors.rightMargin: Theme.mm(3)
                anchors.verticalCenter: parent.verticalCenter
                height: label.height + answer.height
                Sentence {
                    id: label
                    width: parent.width
                    text: one.row.label ?? ""
                    size: Theme.small
                    color: Theme.softText
                    lineHeight: Math.round(font.pixelSize * 1.25)
                }
                Sentence {
                    id: answer
                    objectName: "row-" + (one.row.page ?? "")
                    y: label.height
                    width: parent.width
                    text: one.row.text ?? ""
                    size: text.length > (root.columns > 1 ? 22 : 34) ? Theme.small : Theme.body
                    font.weight: Font.DemiBold
                    maximumLineCount: 2
                    elide: Text.ElideRight
                    lineHeight: Math.round(font.pixelSize * 1.25)
                }
            }
            BigButton {
                id: edit
                objectName: "edit-" + (one.row.page ?? "")
                anchors.right: parent.right
                anchors.rightMargin: Theme.mm(2.5)
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.mm(36)
                height: Math.min(Theme.target, parent.height - Theme.mm(4))
                reachesBelow: false
                icon: "edit"
                textSize: Theme.small
                text: Words.say("submission.edit")
                onTapped: root.viewModel.edit(one.row.page)
            }
        }
    }
}
