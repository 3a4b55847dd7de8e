// Bottom zone, the same on every screen: call a person far left, home, back, listen again in the centre, go on far right.
import QtQuick
import ".."

Item {
    id: root
    property bool showsBack: navigator.canGoBack
    property bool showsHome: navigator.canGoHome
    property bool showsNext: false
    readonly property bool speaks: speech.offered  // without a voice the place stays empty: nothing moves
    property bool nextEnabled: true
    property bool nextSends: false
    property string nextText: Words.say("touch.next")
    property string nextIcon: "next"
    readonly property string calledId: "touch.help.short." + helper.state
    signal back
    signal next
    signal listen

    readonly property int gap: Theme.mm(4)
    readonly property int unit: Math.floor((width - 2 * Theme.margin - 4 * gap) / 5.6)
    readonly property int high: Math.min(Theme.mm(Theme.portrait ? 36 : 25), height - Theme.mm(6))

    Rectangle {
        anchors.fill: parent
        color: Theme.white
        Rectangle {
            width: parent.width
            height: Theme.border
            color: Theme.softLine
        }
    }

    Row {
        x: Theme.margin
        y: Math.round((root.height - height) / 2)
        spacing: root.gap

        BigButton {
            objectName: "call-help"
            width: Math.round(root.unit * 1.3)
            height: root.high
            stacked: Theme.portrait
            reachesBelow: false
            look: "help"
            icon: "bell"
            text: helper.called ? Words.say(root.calledId) : Words.say("touch.help")
            onTapped: helper.call()
        }
        BigButton {
            objectName: "home"
            opacity: root.showsHome ? 1 : 0
            enabled: root.showsHome
            width: root.unit
            height: root.high
            stacked: Theme.portrait
            reachesBelow: false
            icon: "home"
            text: Words.say("touch.home")
            onTapped: navigator.home()
        }
        BigButton {
            objectName: "back"
            opacity: root.showsBack ? 1 : 0
            enabled: root.showsBack
            width: root.unit
            height: root.high
            stacked: Theme.portrait
            reachesBelow: false
            icon: "back"
            text: Words.say("touch.back")
            onTapped: root.back()
        }
        BigButton {
            objectName: "listen"
            opacity: root.speaks ? 1 : 0
            enabled: root.speaks
            width: root.unit
            height: root.high
            stacked: Theme.portrait
            reachesBelow: false
            icon: speech.speaking ? "silent" : "speaker"
            text: speech.speaking ? Words.say("touch.listen.stop") : Words.say("touch.listen")
            onTapped: root.listen()
        }
    }
    // Not in the row: it comes and goes, and must stand in its place in the very frame in which it comes.
    BigButton {
        objectName: "next"
        visible: root.showsNext
        enabled: root.nextEnabled
        x: root.width - Theme.margin - width
        y: Math.round((root.height - height) / 2)
        width: Math.round(root.unit * 1.3)
        height: root.high
        stacked: Theme.portrait
        reachesBelow: false
        look: "go"
        sends: root.nextSends
        icon: root.nextIcon
        text: root.nextText
        onTapped: root.next()
    }
}
