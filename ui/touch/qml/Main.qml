// The window: one Loader a screen, loaded before its first use and kept; over them the notice, "please wait",
// the answer to a call, the idle warning.
import QtQuick
import "controls"

Window {
    id: root
    required property var screens       // [{name, file, model}], from ui/touch/app.py
    required property real pixelsPerMm

    visible: false
    color: Theme.paper
    title: hall.name

    Binding { target: Theme; property: "pixelsPerMm"; value: root.pixelsPerMm }
    Binding { target: Theme; property: "width"; value: root.width }
    Binding { target: Theme; property: "height"; value: root.height }

    Repeater {
        id: stack
        model: root.screens

        Loader {
            required property var modelData
            readonly property bool current: navigator.screen === modelData.name

            function load() {
                if (source.toString() === "")
                    setSource(modelData.file, { viewModel: modelData.model });
            }

            objectName: "screen-" + modelData.name
            anchors.fill: parent
            visible: current
            onCurrentChanged: if (current) load()
            Component.onCompleted: if (current) load()
        }
    }

    // Screens nobody has opened yet are prepared one by one, the second (home) at once, the others when it is quiet.
    Timer {
        property int prepared: 1
        running: root.visible && prepared < stack.count
        interval: prepared === 1 ? 1 : 400
        repeat: true
        onTriggered: stack.itemAt(prepared++).load()
    }

    Notice {
        anchors.fill: parent
        kind: notices.kind
        text: notices.text
        closeText: notices.closeText
        offerText: notices.offerText
        offerLook: notices.offerLook
        onDismissed: notices.dismiss()
        onOfferTaken: notices.take()
    }
    BusyPanel {
        anchors.fill: parent
        visible: jobs.busy
    }
    HelpPanel {
        anchors.fill: parent
        visible: helper.shown
        state_: helper.state
        seconds: helper.seconds
        again: helper.again
        onClosed: helper.hide()
    }
    IdleWarning {
        anchors.fill: parent
        visible: navigator.warning
        seconds: navigator.warningSeconds
        whole: hall.warningSeconds
        onTouched: navigator.touched()
    }
}
