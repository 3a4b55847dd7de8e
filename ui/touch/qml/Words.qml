// Words.say(id) and Words.say(id, {name: value}): the sentence in the villager's language.
// `say` is a new function after every change of language, so every binding that used it is evaluated again.
pragma Singleton
import QtQuick

QtObject {
    readonly property string language: book.language
    readonly property var say: speaker(book.language)

    function speaker(language) {
        return (id, values) => values === undefined ? book.text(id) : book.text(id, values);
    }
}
