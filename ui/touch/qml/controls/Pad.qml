// Rows of keys, drawn from data: rows = [[{show: "A", type: "a", width: 1}, ...], ...]. A key without `show` is air.
// `act` in place of `type` names what the key does ("backspace", "space", "clear", "done"); `icon` replaces the letter.
import QtQuick
import ".."

Item {
    id: root
    property var rows: []
    property int columns: 10
    property string label: "key"        // objectName of a key: <label>-<type or act>
    property var faces: ({})            // what stands on a key now, by its type or act, where that changes; "" rests it
    property int textSize: 0            // of all faces alike; 0: by their length
    property string held: ""            // a key that looks pressed: a shift that is on
    readonly property int gap: Theme.mm(3)
    readonly property real unit: (width + gap) / columns
    readonly property int rowHeight: Math.floor((height - gap * (rows.length - 1)) / Math.max(1, rows.length))
    signal typed(string text)
    signal acted(string act)

    implicitHeight: rows.length * Theme.target + (rows.length - 1) * gap

    Column {
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: root.gap
        Repeater {
            model: root.rows
            Row {
                required property var modelData
                anchors.horizontalCenter: parent.horizontalCenter
                spacing: root.gap
                Repeater {
                    model: parent.modelData
                    Pressable {
                        id: one
                        required property var modelData
                        readonly property string name: modelData.type ?? modelData.act ?? ""
                        readonly property bool rests: root.faces[name] === ""
                        objectName: name === "" ? "" : root.label + "-" + name
                        key: root.label + name
                        opacity: name === "" ? 0 : rests ? 0.35 : 1
                        enabled: name !== "" && !rests
                        reachesBelow: false
                        width: Math.floor(root.unit * (modelData.width ?? 1)) - root.gap
                        height: root.rowHeight
                        Accessible.name: modelData.show ?? name
                        onTapped: modelData.act ? root.acted(modelData.act) : root.typed(modelData.type)

                        Rectangle {
                            anchors.fill: parent
                            radius: Theme.mm(2)
                            color: one.pressed ? Theme.paleTints[0] : one.modelData.act ? "#EDE8DB" : Theme.white
                            border.width: one.pressed || one.name === root.held ? Theme.border * 3 : Theme.border
                            border.color: one.pressed || one.name === root.held ? Theme.brand : Theme.line
                        }
                        Sentence {
                            visible: !one.modelData.icon
                            anchors.fill: parent
                            anchors.leftMargin: Theme.mm(1)
                            anchors.rightMargin: Theme.mm(1)
                            horizontalAlignment: Text.AlignHCenter
                            verticalAlignment: Text.AlignVCenter
                            text: one.modelData.say ? Words.say(one.modelData.say) : (root.faces[one.name] || one.modelData.show) ?? ""
                            size: root.textSize > 0 ? root.textSize : text.length < 6 ? Theme.heading : text.length < 7 ? Theme.body : Theme.small
                            font.weight: Font.DemiBold
                            fontSizeMode: Text.Fit
                            minimumPixelSize: Theme.small
                            lineHeightMode: Text.ProportionalHeight
                            lineHeight: 1
                        }
                        Picture {
                            visible: one.modelData.icon !== undefined
                            name: one.modelData.icon ? "icons/" + one.modelData.icon : ""
                            anchors.centerIn: parent
                            width: Theme.mm(12)
                            height: Theme.mm(12)
                        }
                    }
                }
            }
        }
    }
}
