// What was typed so far, large, with the place where the next letter comes. A box of a date can be tapped.
import QtQuick
import ".."

Pressable {
    id: root
    property string text: ""
    property bool centred: false
    property bool active: true
    property bool wrong: false
    property bool tappable: false

    enabled: tappable
    activeFocusOnTab: tappable
    reachesBelow: false
    Accessible.role: Accessible.EditableText
    Accessible.name: text

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius
        color: Theme.white
        border.width: root.active ? Theme.border * 2 : Theme.border
        border.color: root.wrong ? Theme.error : root.active ? Theme.brand : Theme.line
    }
    Sentence {
        id: words
        anchors.fill: parent
        anchors.leftMargin: root.centred ? 0 : Theme.mm(5)
        anchors.rightMargin: root.centred ? 0 : Theme.mm(5)
        horizontalAlignment: root.centred ? Text.AlignHCenter : Text.AlignLeft
        verticalAlignment: Text.AlignVCenter
        text: root.text
        size: Theme.heading
        font.weight: Font.DemiBold
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.small
        lineHeight: Math.round(font.pixelSize * 1.3)
    }
    Rectangle {
        visible: root.active
        width: Math.max(2, Theme.mm(0.7))
        height: Math.round(root.height * 0.55)
        anchors.verticalCenter: parent.verticalCenter
        x: root.centred ? Math.round((root.width + words.contentWidth) / 2) + Theme.mm(1) : Theme.mm(5.6) + Math.min(words.contentWidth, root.width - Theme.mm(9))
        color: Theme.brand
    }
}
