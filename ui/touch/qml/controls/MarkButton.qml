// One of two marks beside a thing: has it, has it not. The chosen one is filled and carries a check.
import QtQuick
import ".."

BigButton {
    property bool chosen: false

    width: Theme.mm(46)
    reachesBelow: false
    look: chosen ? "brand" : "white"
    icon: chosen ? "check" : ""
}
