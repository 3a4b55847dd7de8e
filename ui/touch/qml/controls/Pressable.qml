// What all buttons are made of: acts when the finger is lifted inside, looks pressed at once, hears one finger only,
// reaches 10 % (at most 3 mm) below its edge because fingers land low, and asks `finger` whether a second tap counts.
import QtQuick
import ".."

Item {
    id: root

    property bool sends: false          // prints or sends something: a longer pause before the next tap
    property string key: ""             // a key of a pad: only its own bouncing is ignored
    property bool reachesBelow: true
    readonly property bool pressed: area.pressed && area.containsMouse
    signal tapped

    function press() {
        if (!root.enabled)
            return;
        if (root.key !== "" ? finger.acceptsKey(root.key) : finger.accepts(root.sends))
            root.tapped();
    }

    activeFocusOnTab: true
    Accessible.role: Accessible.Button
    Accessible.onPressAction: press()
    Keys.onReturnPressed: press()
    Keys.onEnterPressed: press()
    Keys.onSpacePressed: press()

    MouseArea {
        id: area
        anchors.fill: parent
        anchors.bottomMargin: root.reachesBelow ? -Math.min(Math.round(parent.height * 0.1), Theme.mm(3)) : 0
        onClicked: root.press()
    }

    // Focus ring: only a keyboard gives focus here, a finger never does.
    Rectangle {
        visible: root.activeFocus
        anchors.fill: parent
        anchors.margins: -Theme.focusRing
        color: "transparent"
        radius: Theme.radius + Theme.focusRing
        border.width: Theme.focusRing
        border.color: Theme.brand
        z: 1
    }
}
