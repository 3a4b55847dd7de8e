// Over any screen after a call for a person: called, seen, coming, and how long ago that was.
import QtQuick
import ".."

Item {
    id: root
    property string state_: ""          // called | seen | coming | done
    property int seconds: 0
    property bool again: false
    signal closed

    readonly property var steps: ["called", "seen", "coming"]
    readonly property string headlineId: "touch.help.state." + state_
    readonly property int reached: state_ === "done" ? 3 : steps.indexOf(state_)

    Rectangle {
        anchors.fill: parent
        color: Theme.shade
    }
    MouseArea {
        anchors.fill: parent
    }
    Rectangle {
        objectName: "notice-panel"
        anchors.centerIn: parent
        width: Math.min(root.width - 4 * Theme.margin, Theme.mm(290))
        height: inside.height + Theme.mm(16)
        radius: Theme.radius
        color: Theme.white
        border.width: Theme.mm(1.5)
        border.color: Theme.help
        Accessible.role: Accessible.AlertMessage
        Accessible.name: headline.text

        Column {
            id: inside
            anchors.centerIn: parent
            width: parent.width - Theme.mm(20)
            spacing: Theme.mm(5)

            Sentence {
                id: headline
                objectName: "help-headline"
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: root.state_ === "" ? "" : Words.say(root.headlineId)
                display: true
                size: Theme.question
                font.weight: Font.DemiBold
                lineHeight: Math.round(font.pixelSize * 1.35)
            }
            Row {
                id: row
                width: parent.width
                spacing: Theme.gap
                Repeater {
                    model: root.steps
                    Rectangle {
                        id: step
                        required property string modelData
                        required property int index
                        readonly property string textId: "touch.help.step." + modelData
                        readonly property bool done: index <= root.reached
                        objectName: "help-step-" + modelData
                        width: Math.floor((row.width - 2 * row.spacing) / 3)
                        height: Theme.mm(Theme.portrait ? 78 : 62)
                        radius: Theme.radius
                        color: done ? "#FFF3C9" : Theme.paper
                        border.width: index === Math.min(root.reached, 2) ? Theme.border * 3 : Theme.border
                        border.color: done ? Theme.text : Theme.softLine
                        Picture {
                            x: Theme.mm(2)
                            y: Theme.mm(2)
                            width: parent.width - 2 * x
                            height: parent.height - word.height - Theme.mm(4)
                            name: "help/" + step.modelData
                            opacity: step.done ? 1 : 0.3
                        }
                        Sentence {
                            id: word
                            anchors.bottom: parent.bottom
                            anchors.bottomMargin: Theme.mm(1)
                            x: Theme.mm(2)
                            width: parent.width - 2 * x
                            horizontalAlignment: Text.AlignHCenter
                            text: Words.say(step.textId)
                            font.weight: step.done ? Font.DemiBold : Font.Normal
                            color: step.done ? Theme.text : Theme.softText
                            lineHeight: Math.round(font.pixelSize * 1.3)
                        }
                    }
                }
            }
            Sentence {
                objectName: "help-seconds"
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: Words.say("touch.help.seconds", { seconds: root.seconds })
                size: Theme.heading
                font.weight: Font.DemiBold
            }
            Sentence {
                objectName: "help-again"
                visible: root.again && root.reached < 2
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: Words.say("touch.help.again")
                lineHeight: Math.round(font.pixelSize * 1.35)
            }
            BigButton {
                objectName: "help-close"
                anchors.horizontalCenter: parent.horizontalCenter
                width: Theme.mm(110)
                reachesBelow: false
                look: "brand"
                icon: "check"
                text: Words.say("touch.help.go_on")
                onTapped: root.closed()
            }
        }
    }
}
