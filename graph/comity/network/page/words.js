// The interface's words, and what things are called, in the chosen language.
let language = document.documentElement.lang;
const t = (key, values) => {
  const raw = LABELS[language][key] ?? LABELS.en[key] ?? key;
  let text = raw;
  if (typeof raw === "object") text = raw[new Intl.PluralRules(language).select(values?.n ?? 0)] ?? raw.other;
  return values ? text.replace(/\{(\w+)\}/g, (_, name) => typeof values[name] === "number" ? number(values[name]) : values[name]) : text;
};
const number = n => new Intl.NumberFormat(language + "-u-nu-latn").format(n);
const lookup = (list, key) => LABELS[language][list]?.[key] ?? LABELS.en[list][key] ?? key;
const kindWord = (kind, many) => lookup("kinds", kind)[many ? 1 : 0];
const linkWord = property => lookup("links", property);
// The same link seen from its other end, where that has a word of its own.
const linkWordBack = property => LABELS[language].links[property + "By"] ?? linkWord(property);
const languageWord = code => lookup("languages", code);
const codeWord = code => { const labels = DATA.codes[code]; return labels ? labels[language] ?? labels.en ?? Object.values(labels)[0] : code.split(":").pop().replaceAll("-", " "); };
const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur", "ps", "ug", "ckb", "sd", "yi", "dv"]);
const directionOf = code => code ? (RIGHT_TO_LEFT.has(code.split("-")[0]) ? "rtl" : "ltr") : "auto";
const stateCode = id => id.slice(id.indexOf(":") + 1);
function name(id) {
  const node = NODE.get(id);
  if (!node) return id;
  return shortened(given(node) ?? composed(node));
}
const given = node => { const label = node.label || {}; return label[language] ?? label.en ?? label[""] ?? Object.values(label)[0] ?? node.alt?.[0]?.[0] ?? (EVENTS.has(node.kind) ? null : node.code ?? node.id.slice(node.id.indexOf(":") + 1).replaceAll("-", " ")); };
// An event or agreement that no source names is called by what it is and whose it is.
function composed(node) {
  const kind = node.form ? codeWord(node.form) : kindWord(node.kind);
  const states = (node.states || []).map(stateCode);
  const whose = states.length > 4 ? states.slice(0, 3).join("–") + "…" : states.join("–");
  const word = kind.charAt(0).toLocaleUpperCase(language) + kind.slice(1);
  return [word, whose, dateOf(node.id).slice(0, 4)].filter(Boolean).join(" ");
}
function otherNames(node) {
  const shown = new Set([given(node)]), found = [];
  for (const [code, text] of [...Object.entries(node.label || {}), ...(node.alt || []).map(([text, code]) => [code, text])]) {
    if (!shown.has(text)) { shown.add(text); found.push([text, code]); }
  }
  return found;
}
function speak() {
  const root = document.documentElement;
  root.lang = language;
  root.dir = LABELS[language].direction;
  for (const e of document.querySelectorAll("[data-t]")) e.textContent = t(e.dataset.t);
  for (const e of document.querySelectorAll("[data-t-aria]")) e.setAttribute("aria-label", t(e.dataset.tAria));
  for (const e of document.querySelectorAll("[data-t-title]")) e.title = t(e.dataset.tTitle);
  for (const e of document.querySelectorAll("[data-t-placeholder]")) e.placeholder = t(e.dataset.tPlaceholder);
  if ($("heading").dataset.t) document.title = t("title");
  $("language").value = language;
}
const announce = text => { $("said").textContent = text; };
