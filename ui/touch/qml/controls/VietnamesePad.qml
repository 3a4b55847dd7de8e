// Letters on QWERTY, the ready letters of Vietnamese, and five tone keys drawn on the vowel they will change.
// Where digits are needed they have a row of their own on an upright screen; on a flat one a key brings them instead
// of the ready letters, so that no key gets too low for a finger. `capitals` brings a key for one capital letter, and
// the slash of house numbers.
import QtQuick
import ".."

Item {
    id: root
    property bool digits: false
    property bool capitals: false
    property var tones: ({})
    signal keyed(string key)

    readonly property int gap: Theme.mm(3)
    readonly property bool swaps: digits && !Theme.portrait
    readonly property int rowCount: Theme.portrait ? (digits ? 6 : 5) : 4
    readonly property real rowHeight: (height - gap * (rowCount - 1)) / rowCount
    readonly property bool raisesAbove: capitals && Theme.portrait
    readonly property int clearWidth: Math.round((width + gap) * (raisesAbove ? 2 / 7 : Theme.portrait ? 1 / 6 : 1.5 / 13.5))
    readonly property var shift: ({ act: "shift", say: "keyboard.shift" })
    property bool showsDigits: false
    property bool shifted: false
    readonly property var high: shifted ? raised("ăâêôơưđqwertyuiopasdfghjklzxcvbnm") : ({})

    onDigitsChanged: showsDigits = false
    onCapitalsChanged: shifted = false
    onVisibleChanged: shifted = false

    function keys(letters) {
        return letters.split("").map(one => ({ show: one, type: one }));
    }
    function raised(letters) {
        const found = {};
        for (const one of letters)
            found[one] = one.toUpperCase();
        return found;
    }
    function rows(count) {
        return Math.floor(count * rowHeight + (count - 1) * gap);
    }
    function type(letter) {
        const typed = high[letter] ?? letter;
        shifted = false;
        root.keyed(typed);
    }
    function act(name) {
        if (name === "digits")
            showsDigits = !showsDigits;
        else if (name === "shift")
            shifted = !shifted;
        else
            root.keyed(name);
    }

    Pad {
        id: ready
        visible: !(root.swaps && root.showsDigits)
        width: Theme.portrait ? parent.width : Math.round((parent.width + root.gap) * 7 / 13.5) - root.gap
        height: root.rows(1)
        columns: 7
        faces: root.high
        rows: [root.keys("ăâêôơưđ")]
        onTyped: text => root.type(text)
    }
    Pad {
        id: tones
        visible: ready.visible
        x: Theme.portrait ? 0 : ready.width + root.gap
        y: Theme.portrait ? ready.height + root.gap : 0
        width: parent.width - x - root.clearWidth
        height: root.rows(1)
        label: "tone"
        columns: 5
        faces: root.tones
        rows: [[["acute", "á"], ["grave", "à"], ["hook", "ả"], ["tilde", "ã"], ["dot", "ạ"]].map(one => ({ act: one[0], show: one[1] }))]
        onActed: name => root.keyed("tone-" + name)
    }
    Pad {
        visible: ready.visible
        x: parent.width - width
        y: tones.y
        width: root.clearWidth - root.gap
        height: root.rows(1)
        label: "tone"
        columns: root.raisesAbove ? 2 : 1
        held: root.shifted ? "shift" : ""
        rows: [[{ act: "none", say: "keyboard.clear" }].concat(root.raisesAbove ? [root.shift] : [])]
        onActed: name => root.act(name === "none" ? "tone-none" : name)
    }
    Pad {
        visible: root.swaps && root.showsDigits
        width: parent.width
        height: root.rows(1)
        columns: root.capitals ? 12 : 10
        rows: root.swaps ? [root.keys("1234567890" + (root.capitals ? "/," : ""))] : []
        onTyped: text => root.type(text)
    }
    Pad {
        anchors.bottom: parent.bottom
        width: parent.width
        height: root.rows(root.rowCount - (Theme.portrait ? 2 : 1))
        held: root.shifted ? "shift" : ""
        faces: Object.assign({ digits: root.showsDigits ? "ăâ" : "123" }, root.high)
        rows: (root.digits && Theme.portrait ? [root.keys("1234567890")] : []).concat([
            root.keys("qwertyuiop"),
            root.keys("asdfghjkl").concat([{ act: "backspace", icon: "backspace" }]),
            (root.capitals && !Theme.portrait ? [root.shift] : []).concat(root.keys(root.raisesAbove ? "zxcvbnm/" : "zxcvbnm"), root.swaps ? [{ act: "digits", show: "123" }] : [], [{ act: "space", say: "touch.key.space", width: 3 - (root.swaps ? 1 : 0) - (root.capitals ? 1 : 0) }])
        ])
        onTyped: text => root.type(text)
        onActed: name => root.act(name)
    }
}
