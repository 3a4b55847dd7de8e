// Before a visit: what this machine does, shown without words, and one sentence. A touch anywhere begins.
import QtQuick
import ".."
import "../controls"

Item {
    id: root
    required property var viewModel
    readonly property var steps: ["attract/arrive", "attract/touch", "attract/ticket", "attract/counter"]
    property int step: 0

    Rectangle {
        anchors.fill: parent
        color: Theme.paper
    }
    MouseArea {
        objectName: "attract"
        anchors.fill: parent
        onClicked: root.viewModel.begin()
    }

    Sentence {
        id: name
        x: Theme.margin
        y: Theme.mm(Theme.portrait ? 14 : 4)
        width: root.width - 2 * Theme.margin
        horizontalAlignment: Text.AlignHCenter
        display: true
        size: Theme.question
        font.weight: Font.Bold
        color: Theme.brand
        text: hall.centre
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.body
        lineHeight: Math.round(font.pixelSize * 1.35)
    }

    Item {
        id: stage
        x: Theme.margin
        width: root.width - 2 * Theme.margin
        anchors.top: name.bottom
        anchors.topMargin: Theme.mm(2)
        anchors.bottom: start.top
        anchors.bottomMargin: Theme.mm(2)

        Repeater {
            model: root.steps
            Picture {
                required property int index
                required property string modelData
                readonly property bool now: root.step === index
                property bool seen: now     // drawn when its turn comes first, then kept
                onNowChanged: if (now) seen = true
                name: seen ? modelData : ""
                width: stage.width
                height: stage.height - Theme.mm(7)
                opacity: now ? 1 : 0
                visible: opacity > 0
                Behavior on opacity {
                    NumberAnimation { duration: 180 }
                }
            }
        }
        Timer {
            interval: 3000
            repeat: true
            running: root.visible && root.viewModel.moves
            onTriggered: root.step = (root.step + 1) % root.steps.length
        }
        Row {
            anchors.bottom: parent.bottom
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: Theme.mm(4)
            Repeater {
                model: root.steps.length
                Rectangle {
                    required property int index
                    width: Theme.mm(4)
                    height: width
                    radius: width / 2
                    color: index === root.step ? Theme.brand : Theme.softLine
                }
            }
        }
    }

    Rectangle {
        id: start
        x: Theme.margin
        width: root.width - 2 * Theme.margin
        height: Math.max(Theme.mm(Theme.portrait ? 40 : 26), invitation.implicitHeight + Theme.mm(6))
        anchors.bottom: languages.top
        anchors.bottomMargin: Theme.mm(Theme.portrait ? 12 : 4)
        radius: Theme.radius
        color: Theme.go
        Sentence {
            id: invitation
            objectName: "invitation"
            anchors.centerIn: parent
            width: parent.width - Theme.mm(8)
            horizontalAlignment: Text.AlignHCenter
            text: Words.say("touch.attract.begin")
            size: Theme.question
            display: true
            font.weight: Font.Bold
            color: Theme.white
            topPadding: Math.round(font.pixelSize * 0.1)
            lineHeight: Math.round(font.pixelSize * 1.35)
        }
    }
    Row {
        id: languages
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.mm(Theme.portrait ? 16 : 5)
        spacing: Theme.mm(5)
        Repeater {
            model: book.languages
            BigButton {
                required property var modelData
                objectName: "begin-" + modelData.code
                width: Theme.buttonWidth
                height: Theme.buttonHeight
                text: modelData.name
                onTapped: root.viewModel.beginIn(modelData.code)
            }
        }
    }
}
