// A fact beside a drawing: what it is, small, and the fact itself, large. `flat` puts both on one line.
import QtQuick
import ".."

Rectangle {
    id: root
    property string label: ""
    property string text: ""
    property string picture: ""
    property bool flat: false

    radius: Theme.radius
    color: Theme.white
    border.width: Theme.border
    border.color: Theme.softLine

    Picture {
        id: drawing
        name: root.picture
        anchors.left: parent.left
        anchors.leftMargin: Theme.mm(2)
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(Theme.mm(20), root.height - Theme.mm(root.flat ? 2 : 4))
        height: width
    }
    Sentence {
        id: name
        anchors.left: drawing.right
        anchors.leftMargin: Theme.mm(2)
        y: root.flat ? 0 : Math.round((root.height - height - fact.contentHeight) / 2)
        height: root.flat ? root.height : Math.round(font.pixelSize * 1.25)
        verticalAlignment: Text.AlignVCenter
        text: root.label
        size: Theme.small
        color: Theme.softText
        wrapMode: Text.NoWrap
    }
    Sentence {
        id: fact
        objectName: root.objectName === "" ? "" : root.objectName + "-words"
        anchors.left: root.flat ? name.right : name.left
        anchors.leftMargin: root.flat ? Theme.mm(3) : 0
        anchors.right: parent.right
        anchors.rightMargin: Theme.mm(root.flat && Theme.portrait ? 4 : 2)
        y: root.flat ? 0 : name.y + name.height
        height: root.flat ? root.height : root.height - name.height - Theme.mm(2)
        horizontalAlignment: root.flat ? Text.AlignRight : Text.AlignLeft
        verticalAlignment: root.flat ? Text.AlignVCenter : Text.AlignTop
        text: root.text
        font.weight: Font.Bold
        wrapMode: root.flat ? Text.NoWrap : Text.WordWrap
        fontSizeMode: Text.Fit
        minimumPixelSize: Theme.small
        maximumLineCount: root.flat ? 1 : 2
        elide: Text.ElideRight
        lineHeightMode: Text.ProportionalHeight
        lineHeight: 1
    }
}
