// "This is me": a drawing of a person, a few words; a tap means yes and shows it, the next tap takes it back.
import QtQuick
import ".."

Pressable {
    id: root
    property string text: ""
    property string picture: ""
    property bool chosen: false
    property bool beside: false         // words beside the drawing, where height is scarce

    Accessible.name: text
    Accessible.role: Accessible.CheckBox
    Accessible.checked: chosen

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius
        color: root.pressed || root.chosen ? Theme.paleTints[4] : Theme.white
        border.width: root.pressed || root.chosen ? Theme.border * 3 : Theme.border
        border.color: root.pressed || root.chosen ? Theme.go : Theme.line
    }
    Picture {
        id: drawing
        x: Theme.mm(1.5)
        y: Theme.mm(1.5)
        width: root.beside ? Math.min(Math.round(root.width * 0.38), Math.round(height * 1.3)) : root.width - 2 * x
        height: root.beside ? root.height - 2 * y : root.height - words.height - Theme.mm(3)
        name: root.picture
    }
    Sentence {
        id: words
        x: root.beside ? drawing.x + drawing.width + Theme.mm(2) : Theme.mm(2)
        width: root.width - x - Theme.mm(2)
        height: root.beside ? root.height : Math.round(2 * lineHeight)
        y: root.beside ? 0 : root.height - height - Theme.mm(1)
        horizontalAlignment: root.beside ? Text.AlignLeft : Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        text: root.text
        size: Theme.small
        font.weight: Font.DemiBold
        lineHeight: Math.round(font.pixelSize * 1.28)
    }
    Rectangle {
        visible: root.chosen
        x: root.beside ? Theme.mm(2) : root.width - width - Theme.mm(2)
        y: Theme.mm(2)
        width: Theme.mm(12)
        height: width
        radius: height / 2
        color: Theme.go
        Picture {
            anchors.centerIn: parent
            width: Theme.mm(9)
            height: Theme.mm(9)
            name: "icons/check-white"
        }
    }
}
