// A drawing of assets/pictures by its name ("doors/ticket", "icons/bell"), scaled into its place.
import QtQuick

Image {
    property string name: ""

    // Drawn once the place has its final size, not for every step of the layout.
    function draw() {
        // A call that was put off may come when its list is gone already, and the context with it.
        if (name === "" || width < 1 || height < 1 || typeof pictures === "undefined")
            return;
        sourceSize = Qt.size(Math.ceil(width), Math.ceil(height));
        source = pictures + name + ".svg";
    }

    fillMode: Image.PreserveAspectFit
    onNameChanged: name === "" ? source = "" : Qt.callLater(draw)
    onWidthChanged: Qt.callLater(draw)
    onHeightChanged: Qt.callLater(draw)
}
