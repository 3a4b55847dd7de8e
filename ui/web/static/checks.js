// What a field says when it is not filled in as it must be: our words, not the browser's, whatever its language.

const WRONG = ["valueMissing", "badInput", "patternMismatch", "stepMismatch"];

function idOf({ validity, type }) {
  if (validity.rangeUnderflow || validity.rangeOverflow) return "web.said.wrong.range";
  if (validity.badInput && type === "date") return "web.said.wrong.date";
  const found = WRONG.find((one) => validity[one]);
  return found && `web.said.wrong.${found}`;
}

/** Let every field of this page say so by `say(id, values)`. */
export function ownWords(say) {
  const clear = (field) => field.setCustomValidity?.("");
  addEventListener(
    "invalid",
    ({ target: field }) => {
      const id = idOf(field);
      if (id) field.setCustomValidity(say(id, { min: field.min, max: field.max }));
    },
    true,
  );
  addEventListener("input", ({ target }) => clear(target), true);
  // Pressing Enter in a field presses the button too. A field may have been changed by the page meanwhile.
  addEventListener("click", ({ target }) => [...(target.closest?.("[type=submit]")?.form?.elements ?? [])].forEach(clear), true);
}
