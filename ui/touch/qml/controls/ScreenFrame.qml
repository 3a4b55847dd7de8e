// The three zones of every screen: top 12 %, middle, bottom 16 %. A screen puts its content into the middle.
import QtQuick
import ".."

FocusScope {
    id: root
    property string question: ""
    property string hint: ""
    property alias dense: header.dense
    property int step: 0
    property int steps: 0
    property alias stepText: top.stepText
    property alias note: top.note
    property alias bar: bottom          // bar.showsNext, bar.nextText, bar.onNext ...
    property alias asideText: top.asideText // a quiet button in the top zone
    property bool ownBack: false        // true: the screen handles `back` itself
    default property alias content: middle.data
    readonly property alias middle: middle
    signal back
    signal aside
    signal next

    Rectangle {
        anchors.fill: parent
        color: Theme.paper
    }
    TopBar {
        id: top
        width: root.width
        height: Theme.topZone
        step: root.step
        steps: root.steps
        onAside: root.aside()
    }
    Question {
        id: header
        visible: root.question !== ""
        anchors.top: top.bottom
        anchors.topMargin: Theme.mm(Theme.portrait ? 6 : 2)
        x: Theme.margin
        width: root.width - 2 * Theme.margin
        height: visible ? implicitHeight : 0
        text: root.question
        hint: root.hint
    }
    Item {
        id: middle
        x: Theme.margin
        width: root.width - 2 * Theme.margin
        anchors.top: header.bottom
        anchors.topMargin: Theme.mm(Theme.portrait ? 5 : 2)
        anchors.bottom: bottom.top
        anchors.bottomMargin: Theme.mm(Theme.portrait ? 6 : 4)
    }
    BottomBar {
        id: bottom
        anchors.bottom: parent.bottom
        width: root.width
        height: Theme.bottomZone
        onBack: root.ownBack ? root.back() : navigator.back()
        onNext: root.next()
        onListen: speech.toggle(root.question)
    }
}
