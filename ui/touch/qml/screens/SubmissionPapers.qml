// The papers to bring: each a row with "Có" and "Chưa".
import QtQuick
import ".."
import "../controls"

Item {
    id: root
    required property var viewModel
    required property var face
    readonly property var papers: face.papers ?? []
    readonly property int rowHeight: Math.min(Theme.mm(Theme.portrait ? 46 : 32), Math.floor((height - (papers.length - 1) * Theme.gap) / Math.max(1, papers.length)))

    visible: face.part === "papers"

    Repeater {
        model: root.papers.length
        Rectangle {
            id: one
            required property int index
            readonly property var paper: root.papers[index] ?? ({})
            y: index * (height + Theme.gap)
            width: root.width
            height: root.rowHeight
            radius: Theme.radius
            color: Theme.white
            border.width: Theme.border
            border.color: Theme.softLine

            Picture {
                id: drawing
                x: Theme.mm(3)
                y: Theme.mm(2)
                width: name === "" ? 0 : Math.round(height * 1.2)
                height: parent.height - 2 * y
                name: one.paper.picture ?? ""
            }
            Sentence {
                anchors.left: drawing.right
                anchors.leftMargin: Theme.mm(4)
                anchors.right: no.left
                anchors.rightMargin: Theme.mm(4)
                anchors.verticalCenter: parent.verticalCenter
                height: parent.height - Theme.mm(1)
                verticalAlignment: Text.AlignVCenter
                text: one.paper.text ?? ""
                size: text.length > (Theme.portrait ? 100 : 70) ? Theme.small : Theme.body
                lineHeight: Math.round(font.pixelSize * 1.3)
            }
            MarkButton {
                id: yes
                objectName: "have-" + one.paper.id
                anchors.right: parent.right
                anchors.rightMargin: Theme.mm(3)
                anchors.verticalCenter: parent.verticalCenter
                height: Math.min(Theme.mm(26), parent.height - Theme.mm(1.5))
                text: Words.say("submission.have")
                chosen: one.paper.mark === "yes"
                onTapped: root.viewModel.key(one.paper.id + "=yes")
            }
            MarkButton {
                id: no
                objectName: "not-" + one.paper.id
                anchors.right: yes.left
                anchors.rightMargin: Theme.gap
                anchors.verticalCenter: parent.verticalCenter
                height: yes.height
                text: Words.say("submission.have_not")
                chosen: one.paper.mark === "no"
                onTapped: root.viewModel.key(one.paper.id + "=no")
            }
        }
    }
}
