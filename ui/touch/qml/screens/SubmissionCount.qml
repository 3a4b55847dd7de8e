// How many: two big buttons and the number between them.
import QtQuick
import ".."
import "../controls"

Item {
    id: root
    required property var viewModel
    required property var face

    visible: face.part === "count"

    Row {
        id: number
        anchors.horizontalCenter: parent.horizontalCenter
        y: Math.round((parent.height - height) * 0.3)
        spacing: Theme.mm(8)
        BigButton {
            objectName: "less"
            width: Theme.mm(60)
            height: Theme.mm(40)
            textSize: Theme.heading
            text: "– " + Words.say("submission.less")
            onTapped: root.viewModel.key("less")
        }
        Sentence {
            objectName: "typed"
            width: Theme.mm(50)
            height: Theme.mm(40)
            horizontalAlignment: Text.AlignHCenter
            verticalAlignment: Text.AlignVCenter
            display: true
            topPadding: 0
            size: Theme.mm(28)
            font.weight: Font.Bold
            color: Theme.brand
            text: root.face.typed ?? ""
            lineHeight: Math.round(font.pixelSize * 1.2)
        }
        BigButton {
            objectName: "more"
            width: Theme.mm(60)
            height: Theme.mm(40)
            textSize: Theme.heading
            text: "+ " + Words.say("submission.more")
            onTapped: root.viewModel.key("more")
        }
    }

    BigButton {
        objectName: "staff"
        visible: text !== ""
        anchors.horizontalCenter: parent.horizontalCenter
        y: number.y + number.height + Theme.mm(14)
        width: Math.min(parent.width, Theme.mm(120))
        height: Theme.mm(24)
        text: root.face.staff ?? ""
        onTapped: root.viewModel.leaveToStaff()
    }
}
