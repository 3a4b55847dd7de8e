// A way to choose by picture: drawing, number, word. `wide` puts the drawing left of the words.
import QtQuick
import ".."

Pressable {
    id: root

    property string picture: ""
    property int number: 0              // 0 = none
    property string text: ""
    property string detail: ""          // one small line under the word
    property int tint: 0
    property bool wide: false
    property bool chosen: false
    property int textSize: Theme.body
    readonly property color strong: Theme.tints[tint % Theme.tints.length]
    readonly property color pale: Theme.paleTints[tint % Theme.paleTints.length]

    Accessible.name: text

    Rectangle {
        id: card
        anchors.fill: parent
        radius: Theme.radius
        color: root.pressed ? root.pale : Theme.white
        border.width: root.pressed || root.chosen ? Theme.border * 3 : Theme.border
        border.color: root.pressed || root.chosen ? root.strong : Theme.line
    }

    Rectangle {
        id: stage
        x: Theme.mm(2)
        y: Theme.mm(2)
        width: root.wide ? Math.min(Math.round(parent.width * 0.38), Math.round(height * 1.25)) : parent.width - 2 * x
        height: root.wide ? parent.height - 2 * y : parent.height - 3 * y - words.height
        radius: Theme.mm(1.5)
        color: root.pale

        Picture {
            anchors.fill: parent
            anchors.margins: Theme.mm(1)
            name: root.picture
        }
    }

    Rectangle {
        id: badge
        visible: root.number > 0
        x: root.wide ? stage.x + Theme.mm(1.5) : Theme.mm(3)
        y: root.wide ? stage.y + Theme.mm(1.5) : words.y + (words.height - height) / 2
        width: Theme.mm(13)
        height: width
        radius: height / 2
        color: root.strong
        Sentence {
            anchors.centerIn: parent
            display: true
            topPadding: 0
            text: root.number
            font.weight: Font.Bold
            color: Theme.white
            lineHeightMode: Text.ProportionalHeight
            lineHeight: 1
        }
    }

    Column {
        id: words
        x: root.wide ? stage.x + stage.width + Theme.mm(3) : badge.visible ? badge.x + badge.width + Theme.mm(3) : Theme.mm(3)
        y: root.wide ? Math.round((parent.height - height) / 2) : parent.height - height - Theme.mm(2)
        width: parent.width - x - Theme.mm(2)
        Sentence {
            width: parent.width
            height: root.wide ? implicitHeight : Math.max(implicitHeight, detail.visible ? 0 : badge.height)
            verticalAlignment: Text.AlignVCenter
            text: root.text
            size: root.textSize
            font.weight: Font.DemiBold
            lineHeight: Math.round(font.pixelSize * 1.3)
        }
        Sentence {
            id: detail
            visible: text !== ""
            width: parent.width
            text: root.detail
            size: Theme.small
            color: Theme.softText
            lineHeight: Math.round(font.pixelSize * 1.3)
        }
    }
}
