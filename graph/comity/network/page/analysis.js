// What network analysis says, in the panel: central states and groups (computed when the page was made), and how the
// last year that is shown differs from the one before it.
function share(score) {
  const fill = el("i"), bar = el("span", { class: "bar", "aria-hidden": "true" }, fill);
  fill.style.width = Math.round(score * 100) + "%";
  return bar;
}
function analysisPart() {
  const found = DATA.analysis;
  if (!found || !found.central.length) return null;
  return [el("h3", { text: t("central") }), found.central.slice(0, 6).map(([id, score]) => el("div", { class: "fact st" }, el("span", {}, glyph("state", 13), " ", goto(id)), share(score))),
    found.communities.length > 1 ? [el("h3", { text: t("communities") }), found.communities.slice(0, 8).map(group => el("p", { class: "group" }, group.slice(0, 16).flatMap((id, i) => [i ? " · " : "", goto(id)]), group.length > 16 ? " …" : ""))] : null];
}
function pairsOfYear(year) {
  const count = new Map(), seen = new Set();
  for (const fact of DATA.facts) {
    const thing = fact.kind === "cooperation" ? fact.id : fact.s;
    if (fact.fails & ~FAILS.time || seen.has(thing) || !(EVENTS.has(fact.kind) || fact.kind === "cooperation")) continue;
    if (fact.years.length !== 1 || fact.years[0] !== year) continue;
    seen.add(thing);
    const states = fact.kind === "cooperation" ? [fact.s, fact.o] : NODE.get(fact.s).states || [];
    states.forEach((a, i) => { for (const b of states.slice(i + 1)) count.set(pairKey(a, b), (count.get(pairKey(a, b)) || 0) + 1); });
  }
  return count;
}
function changesPart() {
  if (!spread()) return null;
  const year = view.until ? +view.until.slice(0, 4) : LAST_YEAR, now = pairsOfYear(year), before = pairsOfYear(year - 1);
  const changed = [...new Set([...now.keys(), ...before.keys()])].map(pair => [pair, (now.get(pair) || 0) - (before.get(pair) || 0)]).filter(entry => entry[1]);
  if (!changed.length) return null;
  changed.sort((x, y) => Math.abs(y[1]) - Math.abs(x[1]) || (x[0] < y[0] ? -1 : 1));
  const row = ([pair, by]) => el("div", { class: "fact st" }, el("span", {}, button(pairEnds(pair).map(name).join(" – "), () => openPair(pair), { class: "plain" })), chip(dated((by > 0 ? "+" : "−") + Math.abs(by))));
  return [el("h3", {}, t("change") + " ", dated((year - 1) + " → " + year)), changed.slice(0, 6).map(row)];
}
