// @ts-check
// What the page says, in the language that it was made in: `_` takes the English text.

const page = typeof document === "undefined" ? null : document.getElementById("words");
/** @type {Record<string, string>} the texts that are not English, by the English ones */
const words = JSON.parse(page?.textContent ?? "{}");

/**
 * A text as it is shown; values replace the names in its braces.
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
export function _(text, values = {}) {
  return (words[text] ?? text).replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}
