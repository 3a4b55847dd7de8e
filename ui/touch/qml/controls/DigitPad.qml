// Digits as on a telephone, with backspace; `extra` is one more key beside the 0 ("." or "-"), or nothing.
import QtQuick

Pad {
    id: root
    property string extra: ""

    label: "digit"
    columns: 3
    rows: [
        ["1", "2", "3"].map(one => ({ show: one, type: one })),
        ["4", "5", "6"].map(one => ({ show: one, type: one })),
        ["7", "8", "9"].map(one => ({ show: one, type: one })),
        [root.extra === "" ? ({}) : { show: root.extra, type: root.extra }, { show: "0", type: "0" }, { act: "backspace", icon: "backspace" }]
    ]
}
