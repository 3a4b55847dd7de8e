// Typing a few letters: the field above, answers at each key, the keys below (lying: answers at the right).
import QtQuick
import ".."
import "../controls"

ScreenFrame {
    id: root
    required property var viewModel

    // Lying, the keys need all the height there is: the field says what to do.
    question: Theme.portrait ? Words.say("lookup.search.question") : ""

    Rectangle {
        id: field
        width: Theme.portrait ? parent.width : pad.width
        height: Theme.mm(Theme.portrait ? 24 : 17)
        radius: Theme.radius
        color: Theme.white
        border.width: Theme.border * 2
        border.color: Theme.brand
        Picture {
            id: glass
            name: "icons/search"
            anchors.left: parent.left
            anchors.leftMargin: Theme.mm(4)
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.mm(11)
            height: width
        }
        Sentence {
            objectName: "search-query"
            anchors.left: glass.right
            anchors.leftMargin: Theme.mm(3)
            anchors.right: parent.right
            anchors.rightMargin: Theme.mm(4)
            height: parent.height
            verticalAlignment: Text.AlignVCenter
            // The end of what is typed must be seen, not its beginning.
            text: root.viewModel.query
            elide: Text.ElideLeft
            wrapMode: Text.NoWrap
            size: Theme.heading
            font.weight: Font.DemiBold
            lineHeight: Math.round(font.pixelSize * 1.3)
        }
        Sentence {
            anchors.left: glass.right
            anchors.leftMargin: Theme.mm(3)
            anchors.right: parent.right
            height: parent.height
            verticalAlignment: Text.AlignVCenter
            visible: root.viewModel.query === ""
            text: Words.say(Theme.portrait ? "lookup.search.example" : "lookup.search.question")
            color: Theme.softText
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.small
            lineHeight: Math.round(font.pixelSize * 1.3)
        }
    }
    Sentence {
        id: hint
        objectName: "search-hint"
        anchors.left: answers.left
        anchors.right: answers.right
        y: Theme.portrait ? field.height + Theme.mm(3) : 0
        text: root.viewModel.hint
        size: Theme.small
        color: Theme.softText
        font.weight: Font.DemiBold
        lineHeight: Math.round(font.pixelSize * 1.3)
    }
    Item {
        id: answers
        readonly property int most: Theme.portrait ? 6 : 3
        readonly property int between: Theme.mm(3)
        readonly property int rowHeight: Math.floor((height - (most - 1) * between) / most)
        anchors.left: Theme.portrait ? parent.left : pad.right
        anchors.leftMargin: Theme.portrait ? 0 : Theme.mm(5)
        anchors.right: parent.right
        anchors.top: hint.bottom
        anchors.topMargin: Theme.mm(2)
        anchors.bottom: Theme.portrait ? pad.top : parent.bottom
        anchors.bottomMargin: Theme.portrait ? Theme.mm(4) : 0
        Repeater {
            model: root.viewModel.rows
            ListRow {
                required property var modelData
                required property int index
                visible: index < answers.most
                objectName: "procedure-" + modelData.code
                y: index * (answers.rowHeight + answers.between)
                width: answers.width
                height: answers.rowHeight
                lines: Theme.portrait ? 2 : 3
                narrow: !Theme.portrait
                number: modelData.number
                text: modelData.text
                onTapped: root.viewModel.show(modelData.code)
            }
        }
    }
    Item {
        id: nothing
        visible: root.viewModel.rows.length === 0
        anchors.fill: answers
        Picture {
            id: person
            anchors.top: parent.top
            anchors.bottom: topic.visible ? topic.top : advice.top
            anchors.bottomMargin: Theme.mm(2)
            width: parent.width
            name: "papers/ask"
        }
        Sentence {
            id: topic
            objectName: "search-topic"
            anchors.bottom: advice.top
            width: parent.width
            visible: text !== ""
            horizontalAlignment: Text.AlignHCenter
            text: root.viewModel.topic
            size: Theme.portrait ? Theme.body : Theme.small
            font.weight: Font.DemiBold
            lineHeight: Math.round(font.pixelSize * 1.3)
        }
        Sentence {
            id: advice
            objectName: "search-advice"
            anchors.bottom: ask.visible ? ask.top : parent.bottom
            anchors.bottomMargin: Theme.mm(3)
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: root.viewModel.advice
            size: Theme.portrait ? Theme.body : Theme.small
            lineHeight: Math.round(font.pixelSize * 1.3)
        }
        BigButton {
            id: ask
            objectName: "search-ask"
            visible: root.viewModel.canAsk
            anchors.bottom: parent.bottom
            anchors.horizontalCenter: parent.horizontalCenter
            width: Theme.portrait ? Theme.mm(130) : parent.width
            height: Theme.target
            reachesBelow: false
            sends: true
            icon: "counter"
            text: Words.say("lookup.search.ask")
            onTapped: root.viewModel.ask()
        }
    }
    LetterPad {
        id: pad
        digits: false
        anchors.bottom: parent.bottom
        width: Theme.portrait ? parent.width : Math.round(parent.width * 0.71)
        height: Theme.portrait ? Theme.mm(105) : parent.height - field.height - Theme.mm(4)
        onTyped: text => root.viewModel.type(text)
        onActed: act => root.viewModel.act(act)
    }
}
