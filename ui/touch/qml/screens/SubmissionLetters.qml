// The first letters of a long list: one tap instead of scrolling.
import QtQuick
import ".."
import "../controls"

Item {
    id: root
    required property var viewModel
    required property var face
    readonly property var letters: face.letters ?? []
    readonly property int columns: Theme.portrait ? 5 : 8
    readonly property var rows: {
        const found = [];
        for (let at = 0; at < letters.length; at += columns)
            found.push(letters.slice(at, at + columns).map(one => ({ show: one, type: one })));
        return found;
    }

    visible: letters.length > 0

    Sentence {
        id: label
        width: parent.width
        text: Words.say("submission.letter")
        lineHeight: Math.round(font.pixelSize * 1.35)
    }
    Pad {
        anchors.top: label.bottom
        anchors.topMargin: Theme.mm(3)
        width: parent.width
        height: Math.min(parent.height - label.height - Theme.mm(3), root.rows.length * Theme.mm(33))
        label: "letter"
        columns: root.columns
        rows: root.rows
        onTyped: text => root.viewModel.letter(text)
    }
}
