/** A number with its noun, in the form that the language wants. */

/** @param {string} language @param {Record<string, string>} forms by plural category; `other` always @returns {(count: number) => string} */
export function counted(language, forms) {
  const rules = new Intl.PluralRules(language);
  return (count) => `${count.toLocaleString(language)} ${forms[rules.select(count)] ?? forms.other}`;
}
