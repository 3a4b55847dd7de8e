// A ticket's number, as large as it can be read from a chair, and why it is called earlier.
import QtQuick
import ".."

Rectangle {
    id: root
    property string number: ""
    property string group: ""
    property int leaving: 0             // seconds until the screen closes by itself; 0 = it does not

    radius: Theme.radius
    color: Theme.white
    border.width: Theme.mm(1)
    border.color: Theme.brand

    Sentence {
        id: label
        y: Theme.mm(4)
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: Words.say("ticket.yours")
        size: Theme.heading
        font.weight: Font.DemiBold
    }
    Sentence {
        objectName: "ticket-number"
        anchors.top: label.bottom
        anchors.bottom: bottom.top
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.round(parent.width * 0.88)
        wrapMode: Text.NoWrap
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.heading
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        text: root.number
        display: true
        size: Theme.ticketNumber
        topPadding: 0
        font.weight: Font.Bold
        color: Theme.brand
        lineHeight: Math.round(font.pixelSize * 1.1)
    }
    Column {
        id: bottom
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.mm(3)
        width: parent.width
        spacing: Theme.mm(2)
        Rectangle {
            visible: root.group !== ""
            anchors.horizontalCenter: parent.horizontalCenter
            width: Math.min(parent.width - Theme.mm(8), group.implicitWidth + Theme.mm(14))
            height: group.height + Theme.mm(3)
            radius: height / 2
            color: Theme.go
            Sentence {
                id: group
                objectName: "ticket-group"
                anchors.centerIn: parent
                width: parent.width - Theme.mm(12)
                horizontalAlignment: Text.AlignHCenter
                text: root.group
                font.weight: Font.DemiBold
                color: Theme.white
                lineHeight: Math.round(font.pixelSize * 1.3)
            }
        }
        Sentence {
            objectName: "ticket-leaving"
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            opacity: root.leaving > 0 ? 1 : 0
            text: Words.say("touch.leaving", { seconds: root.leaving })
            size: Theme.small
            color: Theme.softText
            lineHeight: Math.round(font.pixelSize * 1.3)
        }
    }
}
