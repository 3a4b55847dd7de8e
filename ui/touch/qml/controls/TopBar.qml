// Top zone: where this kiosk stands, the languages in their own script, and which question of how many is asked.
import QtQuick
import ".."

Item {
    id: root
    property int step: 0
    property int steps: 0
    property string stepText: Words.say("touch.step", { step: root.step, steps: root.steps })
    property string asideText: ""       // a quiet button beside the progress: "save, go on later"
    signal aside
    property string note: ""            // one small line that must stay in sight: the code of a submission

    Rectangle {
        anchors.fill: parent
        color: Theme.white
        Rectangle {
            anchors.bottom: parent.bottom
            width: parent.width
            height: Theme.border
            color: Theme.softLine
        }
    }
    Sentence {
        id: place
        objectName: "place"
        x: Theme.margin
        y: Theme.portrait ? Theme.mm(3) : 0
        height: Theme.portrait ? Theme.mm(22) : root.note === "" ? parent.height : Math.round(parent.height * 0.58)
        width: (Theme.portrait ? parent.width - progress.width : languages.x - progress.width - Theme.mm(4)) - aside.room - x
        verticalAlignment: Text.AlignVCenter
        text: hall.name
        display: true
        topPadding: Math.round(font.pixelSize * 0.1)
        size: Theme.heading
        font.weight: Font.Bold
        color: Theme.brand
        fontSizeMode: Text.Fit
        minimumPixelSize: Theme.small
        lineHeight: Math.round(font.pixelSize * 1.3)
    }
    Sentence {
        objectName: "note"
        visible: root.note !== ""
        x: Theme.margin
        y: Theme.portrait ? languages.y : place.y + place.height - Theme.mm(1)
        width: (languages.visible ? languages.x : root.width) - x - Theme.mm(4)
        height: Theme.portrait ? languages.height : root.height - y
        verticalAlignment: Theme.portrait ? Text.AlignVCenter : Text.AlignTop
        text: root.note
        size: Theme.small
        font.weight: Font.DemiBold
        lineHeight: Math.round(font.pixelSize * 1.25)
    }
    BigButton {
        id: aside
        readonly property int room: visible ? width + Theme.mm(4) : 0
        objectName: "aside"
        visible: root.asideText !== ""
        width: Theme.mm(Theme.portrait ? 66 : 62)
        height: Math.min(Theme.target, parent.height - Theme.mm(2))
        x: (progress.visible ? progress.x : Theme.portrait ? root.width - Theme.margin : languages.x) - room
        y: Theme.portrait ? place.y + Math.round((place.height - height) / 2) : Math.round((parent.height - height) / 2)
        reachesBelow: false
        textSize: Theme.small
        text: root.asideText
        onTapped: root.aside()
    }
    Item {
        id: progress
        visible: root.steps > 0
        width: visible ? Theme.mm(62) : 0
        height: Theme.portrait ? place.height : parent.height
        y: place.y
        x: Theme.portrait ? root.width - width - Theme.margin : languages.x - width - Theme.mm(4)
        Sentence {
            objectName: "progress"
            anchors.fill: parent
            horizontalAlignment: Text.AlignRight
            verticalAlignment: Text.AlignVCenter
            text: root.stepText
            wrapMode: Text.NoWrap
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.small
            font.weight: Font.DemiBold
            lineHeight: Math.round(font.pixelSize * 1.3)
        }
    }
    Row {
        id: languages
        visible: book.languages.length > 1
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        y: Theme.portrait ? root.height - height - Theme.mm(4) : Math.round((root.height - height) / 2)
        spacing: Theme.mm(3)
        Repeater {
            model: book.languages
            BigButton {
                required property var modelData
                objectName: "language-" + modelData.code
                width: Theme.mm(48)
                height: Theme.target
                reachesBelow: false
                text: modelData.name
                textSize: Theme.small + Theme.mm(0.6)
                look: book.language === modelData.code ? "brand" : "white"
                onTapped: book.speak(modelData.code)
            }
        }
    }
}
