// A panel over the screen: icon, one sentence, one button. Used for errors, help and polite refusals.
import QtQuick
import ".."

Item {
    id: root
    property string kind: ""
    property string text: ""
    signal dismissed

    readonly property var icons: ({ error: "warning", success: "check", explain: "info" })
    readonly property color edge: kind === "error" ? Theme.error : kind === "help" ? Theme.help : kind === "success" ? Theme.go : Theme.brand

    visible: kind !== ""

    Rectangle {
        anchors.fill: parent
        color: Theme.shade
    }
    MouseArea {
        anchors.fill: parent
    }
    Rectangle {
        id: panel
        objectName: "notice-panel"
        anchors.centerIn: parent
        width: Math.min(root.width - 4 * Theme.margin, Theme.mm(250))
        height: inside.height + Theme.mm(24)
        radius: Theme.radius
        color: Theme.white
        border.width: Theme.mm(1.5)
        border.color: root.edge
        Accessible.role: Accessible.AlertMessage
        Accessible.name: root.text

        Column {
            id: inside
            anchors.centerIn: parent
            width: parent.width - Theme.mm(24)
            spacing: Theme.mm(7)
            Row {
                width: parent.width
                spacing: Theme.mm(6)
                Picture {
                    id: icon
                    name: root.kind === "help" ? "help/coming" : "icons/" + (root.icons[root.kind] ?? "info")
                    width: Theme.mm(root.kind === "help" ? 80 : 24)
                    height: Theme.mm(root.kind === "help" ? 60 : 24)
                }
                Sentence {
                    objectName: "notice"
                    width: parent.width - icon.width - parent.spacing
                    text: root.text
                    height: Math.max(implicitHeight, icon.height)
                    verticalAlignment: Text.AlignVCenter
                    size: Theme.heading
                }
            }
            BigButton {
                objectName: "notice-understood"
                anchors.horizontalCenter: parent.horizontalCenter
                width: Theme.mm(80)
                look: "brand"
                icon: "check"
                text: Words.say("touch.understood")
                onTapped: root.dismissed()
            }
        }
    }
}
