// Every size on every screen, in millimetres through one factor, and every colour. Figures from the interface rules:
// targets of 20 mm, gaps of 3 mm, capitals of 6.1 mm (questions 8 mm, never below 4.8 mm), text 7:1 on its ground.
pragma Singleton
import QtQuick

QtObject {
    id: root

    property real pixelsPerMm: 4
    property real width: 1080
    property real height: 1920
    readonly property bool portrait: height > width

    function mm(length) {
        return Math.round(length * pixelsPerMm);
    }

    // Type. Noto Sans and Be Vietnam Pro have capitals of 0.71 em, so 1 em = 1.4 capitals.
    readonly property string family: "Noto Sans"
    readonly property string displayFamily: "Be Vietnam Pro"
    readonly property string khmerFamily: "Noto Sans Khmer"
    readonly property int body: mm(8.6)
    readonly property int question: mm(11.3)
    readonly property int heading: mm(9.9)
    readonly property int small: mm(6.8)
    readonly property int ticketNumber: mm(56.5)
    // Stacked marks need the air: below 1.5 em the tops of stacked letters touch the line above; Khmer needs more.
    readonly property real lineRatio: Words.language === "km" ? 1.7 : 1.5

    // Touch.
    readonly property int target: mm(20)
    readonly property int buttonHeight: mm(25)
    readonly property int buttonWidth: mm(60)
    readonly property int gap: mm(4)
    readonly property int margin: mm(8)
    readonly property int radius: mm(3)
    readonly property int border: Math.max(2, mm(0.5))
    readonly property int focusRing: mm(2)

    // Zones.
    readonly property int topZone: Math.round(height * 0.12)
    readonly property int bottomZone: Math.round(height * 0.16)

    // Colours, with their contrast on white measured in the rules.
    readonly property color text: "#1A1A1A"
    readonly property color softText: "#484D53"
    readonly property color paper: "#F7F4EC"
    readonly property color white: "#FFFFFF"
    readonly property color go: "#00663A"
    readonly property color brand: "#0B4A8F"
    readonly property color error: "#9E0F18"
    readonly property color help: "#FFD84D"
    readonly property color teal: "#0A5C63"
    readonly property color purple: "#5B2C83"
    readonly property color line: "#6B7280"
    readonly property color softLine: "#D8D2C2"
    readonly property color shade: "#B31A1A1A"
    // A topic is a tint, a picture and a number together, never a tint alone.
    readonly property var tints: [brand, teal, purple, "#7A3E00", "#3F5A12", "#7A1F4B"]
    readonly property var paleTints: ["#E4EEF8", "#DFF0F0", "#EEE6F5", "#F8EBDD", "#EAF1DC", "#F7E4EC"]
}
