// The table of the facts shown: the same selection in text, sortable, in pieces of `PIECE` rows.
const PIECE = 500;
const sorting = { column: 0, down: true, rows: PIECE };
const COLUMNS = [
  ["date", fact => fact.date],
  ["subject", fact => name(fact.s)],
  ["relation", fact => relationText(fact)],
  ["object", fact => name(fact.o)],
  ["status", fact => [...fact.statuses].map(codeWord).join(", ")],
  ["confidence", fact => fact.conf],
  ["source", fact => [...fact.sources].map(id => sourceTitle(SOURCE.get(id) ?? { id })).join("; ")],
  ["evidence", fact => quotesOf(fact).map(quote => quote.text).join(" | ")],
];
const quotesOf = fact => [...new Set(fact.told.flatMap(telling => telling.quotes))].map(i => DATA.quotes[i]);
const relationText = fact => fact.kind === "tenure" ? officeWord(fact) : fact.kind === "cooperation" ? [kindWord("cooperation"), [...fact.areas].map(codeWord).join(", ")].filter(Boolean).join(": ") : linkWord(fact.p);
function sorted(facts) {
  const value = COLUMNS[sorting.column][1], order = new Intl.Collator(language, { numeric: true }), way = sorting.down ? -1 : 1;
  const keyed = facts.map(fact => [value(fact), fact]);
  keyed.sort(([a, x], [b, y]) => (a === "") - (b === "") || way * (typeof a === "number" ? a - b : order.compare(a, b)) || (x.id < y.id ? -1 : 1));
  return keyed.map(pair => pair[1]);
}
function drawTable() {
  const facts = sorted(scope().facts), rows = facts.slice(0, sorting.rows), focused = document.activeElement?.dataset?.focus;
  const head = COLUMNS.map(([key], i) => el("th", { scope: "col", "aria-sort": i === sorting.column ? (sorting.down ? "descending" : "ascending") : null }, button(t(key), () => { sorting.down = i === sorting.column ? !sorting.down : i === 0 || i === 5; sorting.column = i; drawTable(); }, { "data-focus": "column " + key }), i === sorting.column ? el("span", { "aria-hidden": "true", text: sorting.down ? " ▾" : " ▴" }) : null));
  const caption = t("rows", { n: rows.length, all: facts.length });
  $("facts-table").replaceChildren(
    el("table", {}, el("caption", { text: caption }), el("thead", {}, el("tr", {}, head)), el("tbody", {}, rows.map(tableRow))),
    rows.length < facts.length ? el("p", { class: "acts" }, button(t("moreRows"), () => { sorting.rows += PIECE; drawTable(); }, { "data-focus": "more rows" }), button(t("more"), () => { sorting.rows = Infinity; drawTable(); })) : "");
  if (focused) document.querySelector('#facts-table [data-focus="' + CSS.escape(focused) + '"]')?.focus();
}
function tableRow(fact) {
  const quotes = quotesOf(fact);
  return el("tr", { "data-fact": fact.id }, el("td", {}, dated(fact.date)), el("td", {}, goto(fact.s)), el("td", {}, bdi(relationText(fact))), el("td", {}, goto(fact.o)), el("td", { text: COLUMNS[4][1](fact) }), el("td", { class: fact.conf < WEAK ? "low" : null, text: Math.round(fact.conf * 100) + " %" }),
    el("td", {}, [...fact.sources].map((id, i) => [i ? "; " : "", bdi(sourceTitle(SOURCE.get(id) ?? { id }))])),
    el("td", { class: "quote" }, quotes.length ? quotes.map(quote => { const code = quote.language || SOURCE.get(quote.source)?.language; return el("q", { lang: code || null, dir: directionOf(code || ""), text: quote.text }); }) : fact.told.map(unquoted)));
}
