// A button: icon and word. `look` is "white", "go" (the one green button of a screen), "help" (amber) or "brand".
import QtQuick
import ".."

Pressable {
    id: root

    property string text: ""
    property string icon: ""            // name in pictures/icons, without colour: "bell", "next"
    property string look: "white"
    property bool stacked: false        // icon above the word
    property int textSize: Theme.body
    readonly property color face: ({ go: Theme.go, help: Theme.help, brand: Theme.brand })[look] ?? Theme.white
    readonly property bool dark: look === "go" || look === "brand"

    implicitWidth: Theme.buttonWidth
    implicitHeight: Theme.buttonHeight
    opacity: enabled ? 1 : 0.45
    Accessible.name: text

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius
        color: root.pressed ? Qt.darker(root.face, root.dark ? 1.35 : 1.18) : root.face
        border.width: root.pressed ? Theme.border * 2 : Theme.border
        border.color: root.dark ? root.face : root.pressed ? Theme.brand : Theme.line
    }

    Item {
        id: inside
        anchors.fill: parent
        anchors.margins: Theme.mm(2)
        readonly property int iconSize: root.icon === "" ? 0 : Theme.mm(root.stacked ? 12 : 10)
        readonly property int between: root.icon === "" || root.text === "" ? 0 : Theme.mm(2.5)
        readonly property int wordWidth: root.stacked ? width : width - iconSize - between
        readonly property int used: root.stacked ? width : iconSize + between + Math.min(wordWidth, word.contentWidth)

        Picture {
            visible: root.icon !== ""
            name: root.icon === "" ? "" : "icons/" + root.icon + (root.dark ? "-white" : "")
            width: inside.iconSize
            height: inside.iconSize
            x: root.stacked || root.text === "" ? (inside.width - width) / 2 : (inside.width - inside.used) / 2
            y: root.stacked ? (inside.height - inside.iconSize - word.contentHeight) / 2 : (inside.height - height) / 2
        }
        Sentence {
            id: word
            visible: root.text !== ""
            objectName: root.objectName === "" ? "" : root.objectName + "-word"
            text: root.text
            size: root.textSize
            font.weight: Font.DemiBold
            color: root.dark ? Theme.white : Theme.text
            width: inside.wordWidth
            height: root.stacked ? inside.height - inside.iconSize : inside.height
            x: root.stacked ? 0 : inside.width - (inside.width - inside.used) / 2 - Math.min(width, contentWidth)
            y: root.stacked ? (inside.height + inside.iconSize - contentHeight) / 2 : 0
            horizontalAlignment: root.stacked ? Text.AlignHCenter : Text.AlignLeft
            verticalAlignment: root.stacked ? Text.AlignTop : Text.AlignVCenter
            fontSizeMode: Text.Fit
            minimumPixelSize: Theme.small
            lineHeightMode: Text.ProportionalHeight
            lineHeight: 1
        }
    }
}
