// The details: what is selected, and its facts, grouped by the passage that states them.
const goto = (id, text) => el("a", { class: "n", href: "#", "data-node": id, on: { click: e => { e.preventDefault(); select(id, { move: true }); } } }, bdi(text ?? name(id)));
const dated = text => el("bdi", { dir: "ltr", text });
const chip = (text, kind) => el("span", { class: "chip" + (kind ? " " + kind : "") }, typeof text === "string" ? visible(text) : text);
const chips = fact => {
  const telling = fact.told[0], status = [...fact.statuses].map(codeWord).join(", ");
  return el("span", { class: "chips" },
    fact.standing === 1 ? chip(t("maybe"), "low") : null,
    telling.checked === false ? chip(t("unchecked"), "low") : null,
    status ? chip(status) : null,
    chip(dated((fact.date || t("noDate")) + " · " + Math.round(fact.conf * 100) + " %"), fact.conf < WEAK ? "low" : ""));
};
// What a line says, seen from one of its ends: of an event its part, of a person the office, of a pair the area.
function sentence(fact, from) {
  const me = from ?? fact.s, other = otherEnd(fact, me), parts = [];
  if (!from) parts.push(goto(fact.s), " ");
  if (fact.kind === "tenure") parts.push(bdi(officeWord(fact)), ": ", goto(other));
  else if (fact.kind === "cooperation") parts.push(bdi([...fact.areas].map(codeWord).join(", ") || kindWord("cooperation")), ": ", goto(other));
  else parts.push(el("span", { class: "pred", text: from === fact.o ? linkWordBack(fact.p) : linkWord(fact.p) }), from === fact.o ? " · " : ": ", goto(other));
  return el("div", { class: "st", "data-fact": fact.id }, el("span", {}, parts), chips(fact));
}
function officeWord(fact) {
  const telling = fact.told[0], rank = fact.told.map(each => each.rank).find(Boolean);
  const role = fact.role ? codeWord(fact.role) : kindWord("tenure"), words = telling.former ? t("former", { role }) : role;
  const more = [rank ? codeWord(rank) : "", fact.organisation ? name(fact.organisation) : "", fact.accreditedTo ? linkWord("accreditedTo") + " " + name(fact.accreditedTo) : ""].filter(Boolean);
  return more.length ? words + " (" + more.join(", ") + ")" : words;
}
// One sentence often states several facts, and several sources one fact: each passage stands once, under its facts.
function passages(facts, from) {
  const groups = new Map();
  for (const fact of facts) for (const telling of fact.told) {
    const key = telling.quotes.length ? telling.quotes.join(" ") : "elsewhere " + (telling.elsewhere || []).join(" ");
    const group = groups.get(key) || groups.set(key, { telling, facts: new Set() }).get(key);
    group.facts.add(fact);
  }
  return [...groups.values()].map(({ telling, facts }) => el("article", { class: "fact" }, [...facts].map(fact => sentence(fact, from)), telling.quotes.length ? telling.quotes.map(quotation) : unquoted(telling)));
}
function quotation(i) {
  const quote = DATA.quotes[i], source = SOURCE.get(quote.source) ?? { id: quote.source }, code = quote.language || source.language;
  return el("figure", {}, el("blockquote", { dir: directionOf(code || ""), lang: code || null, text: quote.text }),
    el("figcaption", { class: "src" }, link(source.url, el("bdi", { text: shortened(source.publisher || source.file || source.id) })), code ? " · " + languageWord(code) : "", source.date ? [" · ", dated(source.date)] : "",
      source.title ? [" · ", el("bdi", { lang: source.language || null, text: shortened(source.title) })] : "", " · ", el("span", { class: "at", title: t("characters", { from: String(quote.start), to: String(quote.end) }) }, dated((source.file ?? stateCode(source.id)) + " " + quote.start + "–" + quote.end))));
}
const unquoted = telling => el("p", { class: "src" }, t(telling.elsewhere ? "elsewhere" : "noQuote"), (telling.elsewhere || []).map(address => [" ", link(address, bdi(shortened(address)))]));
const hero = (kind, kicker, heading, ...more) => el("div", { class: "hero" }, el("div", { class: "ty" }, kind ? glyph(kind) : null, kicker), el("h2", {}, bdi(shortened(heading, 300))), more, button("✕", () => { leave(); }, { class: "close", "aria-label": t("close"), title: t("close") }));
const newest = (a, b) => (b.date || "").localeCompare(a.date || "") || (a.id < b.id ? -1 : 1);
function drawDetails() {
  const panel = $("right");
  document.body.classList.toggle("has-selection", Boolean(view.node || view.pair || view.path));
  panel.replaceChildren(...(view.path ? pathPanel() : view.node ? nodePanel(NODE.get(view.node)) : view.pair ? pairPanel() : welcome()));
}
function pathPanel() {
  const { facts, steps } = scope();
  const found = pathBetween(view.node, view.path);
  return [hero(null, t("path") + (found ? " · " + t("steps", { n: steps.length - 1 }) : ""), name(view.node) + " → " + name(view.path)), el("div", { class: "body" }, found ? passages(facts, null) : el("p", { text: t("pathNone") }))];
}
function nodePanel(node) {
  const facts = (shownOf.get(node.id) || []).slice().sort(newest), names = otherNames(node);
  const about = [...new Set((node.t || []).flatMap(i => { const told = DATA.tellings[i]; return [told.status && codeWord(told.status), ...(told.areas || []).map(codeWord)]; }).filter(Boolean))];
  const validity = (node.t || []).map(i => DATA.tellings[i]).find(told => told.validFrom || told.validUntil);
  return [hero(node.kind, [kindWord(node.kind), dateOf(node.id) ? [" · ", dated(dateOf(node.id))] : ""], given(node) ?? composed(node),
    names.length ? el("p", { class: "native" }, names.slice(0, 6).flatMap(([text, code], i) => [i ? " · " : "", bdi(shortened(text, 80), code)])) : null,
    about.length || validity ? el("p", { class: "chips" }, about.map(text => chip(text)), validity ? chip([t("covers") + " ", dated((validity.validFrom ?? "…") + "–" + (validity.validUntil ?? "…"))]) : null) : null,
    (MATCHES_OF.get(node.id) || []).map(([, match]) => el("p", { class: "match" }, t("mayBe") + " ", goto(match.a === node.id ? match.b : match.a), " ", chip(Math.round(match.score * 100) + " %", "low"))),
    el("div", { class: "acts" }, button(view.steps ? t("focusOff") : t("focus"), () => focusOn(node.id, view.steps ? 0 : 1), { id: "b-focus", "aria-pressed": String(view.steps > 0) }), button(t("pathTo"), () => askPath(), { id: "b-path" }), expandButton(node.id))),
  el("div", { class: "body" }, el("h3", { text: t("facts", { n: facts.length }) }), passages(facts, node.id))];
}
function expandButton(id) {
  const more = growing()?.missing(id), busy = growing()?.busy(id);
  return more ? button(t("expand") + " (+" + number(more) + ")", () => growing().expand(id), { id: "b-expand", disabled: busy, "aria-busy": String(busy) }) : null;
}
function pairPanel() {
  const [a, b] = pairEnds(view.pair), things = [...(sharedByPair().get(view.pair) || [])], events = things.filter(id => NODE.has(id)).sort((x, y) => dateOf(y).localeCompare(dateOf(x)) || (x < y ? -1 : 1));
  const areas = things.map(id => FACT.get(id)).filter(Boolean);
  return [hero("state", t("pair"), name(a) + " – " + name(b), el("p", { class: "native", text: t("shared", { n: things.length }) }), el("div", { class: "acts" }, view.mode === "network" ? null : button(t("openPair"), () => openPair(view.pair), { id: "b-open" }), button(name(a), () => select(a, { move: true })), button(name(b), () => select(b, { move: true })))),
    el("div", { class: "body" }, events.map(id => el("div", { class: "fact st" }, el("span", {}, glyph(NODE.get(id).kind, 13), " ", goto(id), company(id)), chip(dated(dateOf(id) || t("noDate"))))), areas.length ? [el("h3", { text: t("area") }), passages(areas, a)] : null)];
}
// Who else took part, and where: meetings of one pair differ in little else.
function company(id) {
  const others = (shownOf.get(id) || []).map(fact => otherEnd(fact, id)).filter(other => ["official", "place"].includes(NODE.get(other).kind));
  return others.length ? el("small", { class: "company" }, [...new Set(others)].slice(0, 5).flatMap((other, i) => [i ? ", " : "", bdi(name(other))])) : null;
}
// The word that goes with a number, without the number.
const counted = (key, n) => t(key, { n }).replace(/[\d\s\u00a0.,٬]+/, " ").trim();
function welcome() {
  const n = kind => DATA.nodes.filter(node => node.kind === kind).length, events = DATA.nodes.filter(node => EVENTS.has(node.kind)).length;
  const tile = (count, word) => el("div", {}, el("b", { text: number(count) }), word);
  const busiest = DATA.nodes.map(node => [(shownOf.get(node.id) || []).length, node]).filter(pair => pair[0]).sort((x, y) => y[0] - x[0] || (x[1].id < y[1].id ? -1 : 1)).slice(0, 8);
  return [el("div", { class: "empty" }, el("h2", { text: t("welcome") }), el("p", { text: DATA.nodes.length ? t("welcomeText") : t("empty") }),
    el("div", { class: "big" }, tile(n("state"), counted("statesN", n("state"))), tile(DATA.facts.length, counted("facts", DATA.facts.length)), tile(events, t("events", { n: events })), tile(DATA.sources.length, t("sourcesN", { n: DATA.sources.length }))),
    busiest.length ? el("h3", { text: t("connected") }) : null, busiest.map(([count, node]) => el("div", { class: "fact st" }, el("span", {}, glyph(node.kind, 13), " ", goto(node.id)), chip(t("facts", { n: count })))), analysisPart(), changesPart())];
}
