// Thanks for the answer; the next villager may come.
import QtQuick
import ".."
import "../controls"

ScreenFrame {
    id: root
    required property var viewModel

    question: Words.say("rating.thanks")
    hint: Words.say("rating.thanks.why")
    bar.showsBack: false
    bar.showsNext: true
    bar.nextText: Words.say("touch.done")
    bar.nextIcon: "check"
    onNext: viewModel.finish()

    Picture {
        anchors.fill: parent
        name: "rating/thanks"
    }
}
