// Who signs on paper at the counter: a drawing, and the people one under the other.
import QtQuick
import ".."
import "../controls"

Item {
    id: root
    required property var face
    readonly property var signers: face.signers ?? []
    readonly property int listTop: Theme.portrait ? drawing.height + Theme.mm(5) : 0

    visible: face.part === "sign"

    Picture {
        id: drawing
        width: Theme.portrait ? parent.width : Math.round(parent.width * 0.38)
        height: Theme.portrait ? Math.round(parent.height * 0.42) : parent.height
        name: root.face.picture ? root.face.picture : "submission/sign"
    }
    Item {
        x: Theme.portrait ? 0 : drawing.width + Theme.mm(6)
        y: root.listTop
        width: parent.width - x
        height: parent.height - y

        Sentence {
            id: label
            width: parent.width
            text: Words.say("submission.sign")
            color: Theme.softText
            lineHeight: Math.round(font.pixelSize * 1.35)
        }
        Repeater {
            model: root.signers.length
            Rectangle {
                required property int index
                readonly property int room: Math.floor((parent.height - label.height - root.signers.length * Theme.gap) / root.signers.length)
                y: label.height + Theme.gap + index * (height + Theme.gap)
                width: parent.width
                height: Math.min(Theme.mm(24), room)
                radius: Theme.radius
                color: Theme.white
                border.width: Theme.border
                border.color: Theme.softLine
                Picture {
                    id: pen
                    x: Theme.mm(5)
                    anchors.verticalCenter: parent.verticalCenter
                    width: Theme.mm(12)
                    height: Theme.mm(12)
                    name: "icons/edit"
                }
                Sentence {
                    objectName: "signer-" + index
                    anchors.left: pen.right
                    anchors.leftMargin: Theme.mm(5)
                    anchors.right: parent.right
                    anchors.rightMargin: Theme.mm(4)
                    anchors.verticalCenter: parent.verticalCenter
                    text: root.signers[index] ?? ""
                    font.weight: Font.DemiBold
                    lineHeight: Math.round(font.pixelSize * 1.3)
                }
            }
        }
    }
}
