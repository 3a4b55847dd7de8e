// One question of a form. Which part stands in the middle is said by the view-model; the error stands above it.
import QtQuick
import ".."
import "../controls"

ScreenFrame {
    id: root
    required property var viewModel
    readonly property var face: viewModel.face
    // On a flat screen the keys take all the room: there the error stands in the place of the question, nothing moves.
    readonly property bool problemOnTop: !Theme.portrait && face.part === "keys" && (face.problem ?? "") !== ""
    readonly property bool capturing: face.part === "capture"
    readonly property var shot: capturing ? viewModel.capture.face : ({})
    readonly property bool typing: face.part === "keys" || face.part === "digits" || face.part === "date"

    question: capturing ? shot.title ?? "" : problemOnTop ? "" : face.question ?? ""
    hint: capturing ? "" : (typing && !Theme.portrait) || (face.problem ?? "") !== "" ? "" : face.hint ?? ""
    note: viewModel.code === "" ? "" : Words.say("submission.code", { code: viewModel.code })
    step: face.step ?? 0
    steps: face.steps ?? 0
    ownBack: true
    asideText: viewModel.later
    onAside: viewModel.saveForLater()
    onBack: viewModel.back()
    bar.showsBack: true
    bar.showsNext: (capturing ? shot.next ?? "" : face.next ?? "") !== ""
    bar.nextText: (capturing ? shot.next : face.next) ?? ""
    bar.nextIcon: capturing || face.part === "card" || face.part === "info" || face.part === "sign" || face.soft ? "check" : "next"
    onNext: viewModel.goOn()

    ErrorStrip {
        id: problem
        width: parent.width - (staff.visible ? staff.width + Theme.gap : 0)
        least: staff.visible ? Theme.target : Theme.mm(14)
        text: root.face.problem ?? ""
        soft: root.face.soft ?? false
    }
    // Papers fill the whole middle: there the way to the clerk stands beside the error, and only there.
    BigButton {
        id: staff
        objectName: "staff"
        visible: root.face.part === "papers" && (root.face.staff ?? "") !== "" && (root.face.problem ?? "") !== ""
        anchors.right: parent.right
        width: Theme.mm(Theme.portrait ? 92 : 86)
        height: problem.height
        reachesBelow: false
        textSize: Theme.small
        text: root.face.staff ?? ""
        onTapped: root.viewModel.leaveToStaff()
    }
    Item {
        id: place
        anchors.top: problem.visible ? problem.bottom : parent.top
        anchors.topMargin: problem.visible ? Theme.mm(3) : 0
        anchors.bottom: parent.bottom
        width: parent.width

        SubmissionOptions {
            anchors.fill: parent
            viewModel: root.viewModel
            face: root.face.part === "options" ? root.face : ({})
        }
        SubmissionPictures {
            anchors.fill: parent
            viewModel: root.viewModel
            face: root.face.part === "pictures" ? root.face : ({})
        }
        SubmissionSign {
            anchors.fill: parent
            face: root.face.part === "sign" ? root.face : ({})
        }
        SubmissionLetters {
            anchors.fill: parent
            viewModel: root.viewModel
            face: root.face.part === "letters" ? root.face : ({})
        }
        SubmissionKeys {
            anchors.fill: parent
            viewModel: root.viewModel
            face: root.face.part === "keys" ? root.face : ({})
        }
        SubmissionDigits {
            anchors.fill: parent
            viewModel: root.viewModel
            face: root.face.part === "digits" || root.face.part === "date" ? root.face : ({})
        }
        SubmissionCount {
            anchors.fill: parent
            viewModel: root.viewModel
            face: root.face.part === "count" ? root.face : ({})
        }
        SubmissionPapers {
            anchors.fill: parent
            viewModel: root.viewModel
            face: root.face.part === "papers" ? root.face : ({})
        }
        SubmissionCard {
            anchors.fill: parent
            viewModel: root.viewModel
            face: root.face.part === "card" ? root.face : ({})
        }
        SubmissionEarlier {
            anchors.fill: parent
            viewModel: root.viewModel
            face: root.face.part === "earlier" ? root.face : ({})
        }
        SubmissionCapture {
            anchors.fill: parent
            viewModel: root.viewModel
            face: root.shot
        }
        SubmissionInfo {
            anchors.fill: parent
            face: root.face.part === "info" || root.face.part === "exit" ? root.face : ({})
        }
    }
}
