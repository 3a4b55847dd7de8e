// Letters on QWERTY with a row of digits. The rows come as data, so that rows of ready letters and tone keys can join.
// `mode` "text" has a space, "code" has the signs of dossier codes instead and shows capitals.
import QtQuick

Pad {
    id: root
    property string mode: "text"
    property bool digits: true          // the row of digits, where they are needed
    property var moreRows: []           // further rows of keys, drawn between digits and letters
    readonly property bool code: mode === "code"

    function keys(letters) {
        return letters.split("").map(one => ({ show: root.code ? one.toUpperCase() : one, type: root.code ? one.toUpperCase() : one }));
    }

    label: "key"
    columns: 10
    rows: (digits ? [keys("1234567890")] : []).concat(moreRows, [
        keys("qwertyuiop"),
        keys("asdfghjkl").concat(code ? [{ show: "-", type: "-" }] : []),
        code ? keys("zxcvbnm").concat([{ show: ".", type: "." }, { act: "backspace", icon: "backspace", width: 2 }])
             : keys("zxcvbnm").concat([{ act: "backspace", icon: "backspace", width: 2.5 }])
    ], code ? [] : [[{ act: "space", say: "touch.key.space", width: 6 }, { act: "clear", say: "touch.key.clear", width: 3 }]])
}
