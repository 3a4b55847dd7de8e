// What the camera sees, the frame to hold a paper or a card in, the sign that it looks, and one advice at a time.
// Lies over the drawing that a screen shows without a camera; where the camera is gone it says so below that drawing.
import QtQuick
import MotCua
import ".."

Item {
    id: root
    property string hold: ""        // what to hold where, until there is an advice
    property real shape: 1          // width / height of what is held
    readonly property bool shown: camera.looking
    readonly property real told: camera.gone ? said.height + Theme.mm(2) : 0   // what the drawing must leave free

    visible: camera.looking || camera.gone

    Rectangle {
        visible: root.shown
        anchors.fill: parent
        radius: Theme.radius
        color: Theme.text
    }
    Rectangle {
        id: sign
        objectName: "camera-sign"
        visible: root.shown
        width: parent.width
        height: Theme.mm(14)
        radius: Theme.radius
        color: Theme.text
        Rectangle {
            id: light
            objectName: "camera-light"
            x: Theme.mm(4)
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.mm(5)
            height: width
            radius: width / 2
            color: "#5BE38B"
        }
        Picture {
            id: eye
            name: "icons/camera-white"
            anchors.left: light.right
            anchors.leftMargin: Theme.mm(3)
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.mm(9)
            height: Theme.mm(9)
        }
        Sentence {
            anchors.left: eye.right
            anchors.leftMargin: Theme.mm(3)
            anchors.right: parent.right
            anchors.rightMargin: Theme.mm(2)
            anchors.verticalCenter: parent.verticalCenter
            text: root.width < Theme.mm(130) ? Words.say("camera.looking.short") : Words.say("camera.looking")
            size: Theme.small
            color: Theme.white
            lineHeight: Math.round(font.pixelSize * 1.25)
        }
    }
    CameraPicture {
        id: picture
        objectName: "camera-picture"
        visible: root.shown
        eye: camera
        x: Theme.border
        width: parent.width - 2 * x
        anchors.top: sign.bottom
        anchors.bottom: said.top
        fillColor: Theme.text
    }
    Rectangle {
        readonly property real room: 0.78
        visible: root.shown
        anchors.centerIn: picture
        height: Math.round(Math.min(picture.height * room, picture.width * room / root.shape))
        width: Math.round(height * root.shape)
        radius: Theme.radius
        color: "transparent"
        border.width: Theme.mm(1.8)
        border.color: Theme.text
        Rectangle {
            anchors.fill: parent
            anchors.margins: Theme.mm(0.4)
            radius: Theme.radius
            color: "transparent"
            border.width: Theme.mm(1)
            border.color: Theme.help
        }
    }
    Rectangle {
        id: said
        readonly property bool warns: camera.gone || camera.advice !== ""
        objectName: "camera-said"
        width: parent.width
        height: Math.max(Theme.mm(18), words.implicitHeight + Theme.mm(3))
        anchors.bottom: parent.bottom
        radius: Theme.radius
        color: warns ? Theme.help : Theme.white
        border.width: Theme.border
        border.color: warns ? Theme.text : Theme.softLine
        Picture {
            id: drawing
            name: "icons/" + (camera.gone ? "camera" : camera.advice !== "" ? camera.advice : "scan")
            x: Theme.mm(3)
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.mm(14)
            height: Theme.mm(14)
        }
        Sentence {
            id: words
            objectName: "camera-said-words"
            anchors.left: drawing.right
            anchors.leftMargin: Theme.mm(3)
            anchors.right: parent.right
            anchors.rightMargin: Theme.mm(3)
            anchors.verticalCenter: parent.verticalCenter
            text: camera.gone ? Words.say("camera.gone") : camera.advice !== "" ? camera.adviceText : root.hold
            font.weight: said.warns ? Font.DemiBold : Font.Normal
            lineHeight: Math.round(font.pixelSize * 1.35)
        }
    }
}
