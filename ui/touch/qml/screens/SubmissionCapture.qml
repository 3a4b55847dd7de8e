// A paper to photograph: what to lay down and what the camera sees, the page that was taken, or files on a USB stick.
import QtQuick
import MotCua
import ".."
import "../controls"

Item {
    id: root
    required property var viewModel     // of the form; `capture` is ours
    required property var face          // of `capture`
    readonly property var capture: viewModel.capture
    readonly property string stage: face.stage ?? ""
    readonly property bool live: stage === "looking" && camera.looking
    readonly property bool listing: stage === "files" && (face.files ?? []).length > 0
    // Where the large thing is: the camera, the page, the drawing or the list.
    readonly property int buttonHeight: Theme.mm(Theme.portrait ? 25 : 22)
    readonly property int side: Theme.portrait ? width : Math.round(width * 0.36)

    visible: stage !== ""

    Item {
        id: large
        width: Theme.portrait ? parent.width : parent.width - root.side - Theme.mm(5)
        height: Theme.portrait ? parent.height - beside.height - Theme.mm(4) : parent.height

        Rectangle {
            visible: !root.listing && root.stage !== "shown" && !(root.stage === "kept" && page.filled)
            anchors.fill: parent
            radius: Theme.radius
            color: root.live ? Theme.text : Theme.paleTints[1]
            Picture {
                visible: !root.live
                anchors.fill: parent
                anchors.margins: Theme.mm(4)
                name: root.face.picture ?? ""
            }
            CameraPicture {
                objectName: "paper-camera"
                visible: root.live
                anchors.centerIn: parent
                width: Math.round(Math.min(parent.width - 2 * Theme.border, (parent.height - 2 * Theme.border) * camera.shape))
                height: Math.round(width / camera.shape)
                eye: camera
                fillColor: Theme.text
            }
            Rectangle {
                objectName: "camera-sign"
                visible: root.live
                x: Theme.mm(3)
                y: Theme.mm(3)
                width: sign.implicitWidth + Theme.mm(14)
                height: Theme.mm(12)
                radius: Theme.radius
                color: Theme.text
                Rectangle {
                    x: Theme.mm(4)
                    anchors.verticalCenter: parent.verticalCenter
                    width: Theme.mm(5)
                    height: width
                    radius: width / 2
                    color: "#5BE38B"
                }
                Sentence {
                    id: sign
                    x: Theme.mm(11)
                    anchors.verticalCenter: parent.verticalCenter
                    text: Words.say("camera.looking.short")
                    size: Theme.small
                    color: Theme.white
                    lineHeight: Math.round(font.pixelSize * 1.25)
                }
            }
        }
        PagePicture {
            id: page
            objectName: "paper-page"
            readonly property bool filled: root.capture !== null && root.capture.jpeg.byteLength > 0
            visible: (root.stage === "shown" || root.stage === "kept") && filled
            anchors.fill: parent
            jpeg: root.capture.jpeg
        }
        // Placed by hand: a positioner lays its items out a frame too late.
        Item {
            id: list
            readonly property int columns: Theme.portrait ? 1 : 2
            readonly property int lines: 6 / columns
            readonly property int spacing: Theme.mm(3)
            visible: root.listing
            width: parent.width
            Repeater {
                model: root.listing ? root.face.files.length : 0
                Pressable {
                    id: row
                    required property int index
                    readonly property var file: (root.face.files ?? [])[index] ?? ({})
                    objectName: "file-" + index
                    reachesBelow: false
                    x: (index % list.columns) * (width + list.spacing)
                    y: Math.floor(index / list.columns) * (height + list.spacing)
                    width: Math.floor((list.width - (list.columns - 1) * list.spacing) / list.columns)
                    height: Math.min(Theme.mm(34), Math.floor((large.height - pager.height - list.lines * list.spacing) / list.lines))
                    Accessible.name: file.name ?? ""
                    onTapped: root.capture.pick((root.face.page ?? 0) * 6 + index)
                    Rectangle {
                        anchors.fill: parent
                        radius: Theme.radius
                        color: row.pressed ? Qt.darker(Theme.white, 1.1) : Theme.white
                        border.width: Theme.border
                        border.color: row.pressed ? Theme.brand : Theme.line
                    }
                    Item {
                        x: Theme.mm(4)
                        width: parent.width - 2 * x
                        height: name.height + detail.height
                        anchors.verticalCenter: parent.verticalCenter
                        Sentence {
                            id: name
                            objectName: row.objectName + "-word"
                            width: parent.width
                            text: row.file.name ?? ""
                            size: Theme.small
                            font.weight: Font.DemiBold
                            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                            lineHeight: Math.round(font.pixelSize * 1.25)
                        }
                        Sentence {
                            id: detail
                            y: name.height
                            width: parent.width
                            text: row.file.detail ?? ""
                            size: Theme.small
                            color: Theme.softText
                            lineHeight: Math.round(font.pixelSize * 1.25)
                        }
                    }
                }
            }
        }
        Pager {
            id: pager
            anchors.bottom: parent.bottom
            width: parent.width
            height: visible ? implicitHeight : 0
            page: root.face.page ?? 0
            pages: root.face.pages ?? 1
            onTurned: step => root.capture.turn(step)
        }
    }
    Column {
        id: beside
        x: Theme.portrait ? 0 : parent.width - width
        y: Theme.portrait ? parent.height - height : 0
        width: root.side
        spacing: Theme.mm(3)

        Rectangle {
            objectName: "paper-said"
            readonly property bool warns: root.face.warns ?? false
            readonly property bool cameraless: root.stage === "looking" && !root.live
            visible: words.text !== ""
            width: parent.width
            height: Math.max(Theme.mm(Theme.portrait ? 34 : 30), words.implicitHeight + Theme.mm(6))
            radius: Theme.radius
            color: warns || cameraless ? Theme.help : Theme.white
            border.width: Theme.border
            border.color: warns || cameraless ? Theme.text : Theme.softLine
            Picture {
                id: drawing
                x: Theme.mm(3)
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.mm(root.live && !parent.warns ? 26 : 13)
                height: Theme.mm(root.live && !parent.warns ? 26 : 13)
                name: root.live && !parent.warns ? root.face.picture ?? "" : parent.warns || parent.cameraless ? "icons/warning" : root.stage === "shown" ? "icons/check" : "icons/info"
            }
            Sentence {
                id: words
                objectName: "paper-said-words"
                anchors.left: drawing.right
                anchors.leftMargin: Theme.mm(3)
                anchors.right: parent.right
                anchors.rightMargin: Theme.mm(3)
                anchors.verticalCenter: parent.verticalCenter
                text: parent.cameraless ? Words.say((root.face.usb ?? "") === "" ? "capture.no_camera.staff" : "capture.no_camera") : root.face.said ?? ""
                font.weight: Font.DemiBold
                lineHeight: Math.round(font.pixelSize * 1.35)
            }
        }
        Sentence {
            objectName: "paper-kept"
            visible: text !== ""
            width: parent.width
            text: root.face.kept ?? ""
            color: Theme.softText
            lineHeight: Math.round(font.pixelSize * 1.35)
        }
        Flow {
            id: buttons
            width: parent.width
            spacing: Theme.mm(3)
            readonly property int count: (again.visible ? 1 : 0) + (more.visible ? 1 : 0) + (usb.visible ? 1 : 0) + (lens.visible ? 1 : 0) + (staff.visible ? 1 : 0)
            readonly property int each: Theme.portrait && count > 1 ? Math.floor((width - Theme.mm(3)) / 2) : width
            BigButton {
                id: staff
                objectName: "paper-staff"
                visible: text !== ""
                width: buttons.each
                height: root.buttonHeight
                look: root.face.tired ? "help" : "white"
                icon: "person"
                text: root.face.staff ?? ""
                onTapped: root.viewModel.skip()
            }
            BigButton {
                id: again
                objectName: "paper-again"
                visible: text !== ""
                width: buttons.each
                height: root.buttonHeight
                icon: "camera"
                text: root.face.again ?? ""
                onTapped: root.capture.again()
            }
            BigButton {
                id: more
                objectName: "paper-more"
                visible: text !== ""
                width: buttons.each
                height: root.buttonHeight
                icon: "page-add"
                text: root.face.more ?? ""
                onTapped: root.capture.more()
            }
            BigButton {
                id: usb
                objectName: "paper-usb"
                visible: text !== ""
                width: buttons.each
                height: root.buttonHeight
                icon: "usb"
                text: root.face.usb ?? ""
                onTapped: root.capture.lookForFiles()
            }
            BigButton {
                id: lens
                objectName: "paper-lens"
                visible: text !== ""
                width: buttons.each
                height: root.buttonHeight
                icon: "camera"
                text: root.face.camera ?? ""
                onTapped: root.capture.useCamera()
            }
        }
    }
}
