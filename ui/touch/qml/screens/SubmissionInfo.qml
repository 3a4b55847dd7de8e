// Something to know, or a way out that needs a person: a picture under the words.
import QtQuick
import ".."
import "../controls"

Item {
    id: root
    required property var face

    visible: face.part === "info" || face.part === "exit"

    Picture {
        anchors.fill: parent
        name: root.face.picture ? root.face.picture : root.face.part === "exit" ? "help/coming" : "submission/declare"
    }
}
