// Letters on QWERTY, the ready letters of Vietnamese, and five tone keys drawn on the vowel they will change.
// Where digits are needed they have a row of their own on an upright screen; on a flat one a key brings them instead
// of the ready letters, so that no key gets too low for a finger.
import QtQuick
import ".."

Item {
    id: root
    property bool digits: false
    property var tones: ({})
    signal keyed(string key)

    readonly property int gap: Theme.mm(3)
    readonly property bool swaps: digits && !Theme.portrait
    readonly property int rowCount: Theme.portrait ? (digits ? 6 : 5) : 4
    readonly property real rowHeight: (height - gap * (rowCount - 1)) / rowCount
    property bool showsDigits: false

    onDigitsChanged: showsDigits = false

    function keys(letters) {
        return letters.split("").map(one => ({ show: one, type: one }));
    }
    function high(rows) {
        return Math.floor(rows * rowHeight + (rows - 1) * gap);
    }
    function act(name) {
        if (name === "digits")
            showsDigits = !showsDigits;
        else
            root.keyed(name);
    }

    Pad {
        id: ready
        visible: !(root.swaps && root.showsDigits)
        width: Theme.portrait ? parent.width : Math.round(parent.width * 7 / 12)
        height: root.high(1)
        columns: 7
        rows: [root.keys("ăâêôơưđ")]
        onTyped: text => root.keyed(text)
    }
    Pad {
        visible: ready.visible
        x: Theme.portrait ? 0 : parent.width - width
        y: Theme.portrait ? ready.height + root.gap : 0
        width: Theme.portrait ? parent.width : parent.width - ready.width - root.gap
        height: root.high(1)
        label: "tone"
        columns: 5
        faces: root.tones
        rows: [["acute", "grave", "hook", "tilde", "dot"].map(name => ({ show: "", act: name }))]
        onActed: name => root.keyed("tone-" + name)
    }
    Pad {
        visible: root.swaps && root.showsDigits
        width: parent.width
        height: root.high(1)
        rows: root.swaps ? [root.keys("1234567890")] : []
        onTyped: text => root.keyed(text)
    }
    Pad {
        anchors.bottom: parent.bottom
        width: parent.width
        height: root.high(root.rowCount - (Theme.portrait ? 2 : 1))
        faces: ({ digits: root.showsDigits ? "ăâ" : "123" })
        rows: (root.digits && Theme.portrait ? [root.keys("1234567890")] : []).concat([
            root.keys("qwertyuiop"),
            root.keys("asdfghjkl").concat([{ act: "backspace", icon: "backspace" }]),
            root.keys("zxcvbnm").concat(root.swaps ? [{ act: "digits", show: "123" }] : [], [{ act: "space", say: "touch.key.space", width: root.swaps ? 2 : 3 }])
        ])
        onTyped: text => root.keyed(text)
        onActed: name => root.act(name)
    }
}
