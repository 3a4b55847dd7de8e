// A panel over the screen: icon, one sentence, one button; a second one where there is something to do next.
import QtQuick
import ".."

Item {
    id: root
    property string kind: ""
    property string text: ""
    property string closeText: ""
    property string offerText: ""       // empty: one button only
    property string offerLook: "white"
    signal dismissed
    signal offerTaken

    readonly property var icons: ({ error: "warning", success: "check", explain: "info", ask: "warning" })
    readonly property color edge: kind === "error" ? Theme.error : kind === "success" ? Theme.go : Theme.brand

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
            spacing: Theme.mm(9)
            Row {
                width: parent.width
                spacing: Theme.mm(6)
                Picture {
                    id: icon
                    name: "icons/" + (root.icons[root.kind] ?? "info")
                    width: Theme.mm(24)
                    height: Theme.mm(24)
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
            // Not a row: what comes must stand in its place in the very frame in which it comes.
            Item {
                id: buttons
                readonly property bool two: root.offerText !== ""
                readonly property int one: Math.min(Theme.mm(88), Math.floor((width - Theme.mm(10)) / 2))
                width: parent.width
                height: Theme.buttonHeight
                BigButton {
                    objectName: "notice-offer"
                    visible: buttons.two
                    x: Math.round(buttons.width / 2) - width - Theme.mm(5)
                    width: buttons.one
                    reachesBelow: false
                    look: root.offerLook
                    icon: root.offerLook === "help" ? "bell" : "close"
                    text: root.offerText
                    onTapped: root.offerTaken()
                }
                BigButton {
                    objectName: "notice-understood"
                    x: Math.round(buttons.width / 2) + (buttons.two ? Theme.mm(5) : -Math.round(width / 2))
                    width: buttons.one
                    reachesBelow: false
                    look: root.kind === "ask" ? "go" : "brand"
                    icon: "check"
                    text: root.closeText
                    onTapped: root.dismissed()
                }
            }
        }
    }
}
