// Turns pages: an arrow to each side and "Trang n / m" between them. Gone while there is one page only.
// `upright` stacks them, arrows without words, where height is scarce.
import QtQuick
import ".."

Item {
    id: root
    property int page: 0                // from 0
    property int pages: 1
    property bool upright: false
    signal turned(int step)

    visible: pages > 1
    implicitHeight: Theme.target
    implicitWidth: Theme.mm(22)
    readonly property int buttonWidth: upright ? width : Theme.mm(76)
    readonly property int buttonHeight: upright ? Math.min(Theme.mm(28), Math.floor((height - number.height) / 2)) : height

    BigButton {
        objectName: "page-before"
        width: root.buttonWidth
        height: root.buttonHeight
        reachesBelow: false
        enabled: root.page > 0
        icon: root.upright ? "up" : "back"
        text: root.upright ? "" : Words.say("lookup.page.before")
        Accessible.name: Words.say("lookup.page.before")
        onTapped: root.turned(-1)
    }
    Sentence {
        id: number
        objectName: "page-number"
        anchors.centerIn: parent
        width: root.upright ? parent.width : parent.width - 2 * root.buttonWidth
        horizontalAlignment: Text.AlignHCenter
        text: root.upright ? (root.page + 1) + " / " + root.pages : Words.say("lookup.page", { page: root.page + 1, pages: root.pages })
        size: root.upright ? Theme.small : Theme.body
        font.weight: Font.DemiBold
        lineHeight: Math.round(font.pixelSize * 1.3)
    }
    BigButton {
        objectName: "page-after"
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        width: root.buttonWidth
        height: root.buttonHeight
        reachesBelow: false
        enabled: root.page < root.pages - 1
        icon: root.upright ? "down" : "next"
        text: root.upright ? "" : Words.say("lookup.page.after")
        Accessible.name: Words.say("lookup.page.after")
        onTapped: root.turned(1)
    }
}
