// The filters at the side: the legend of classes, states, areas, statuses, sources, confidence. Each choice shows how
// many facts it would leave beside the other filters.
const LONG = 8, opened = new Set();
function drawFacets() {
  const keepFocus = document.activeElement?.dataset?.focus;
  $("facet-kinds").replaceChildren(legend());
  drawConfidence();
  $("facet-rest").replaceChildren(...["state", "area", "status", "source"].map(choices).filter(Boolean), lineKey());
  if (keepFocus) document.querySelector('[data-focus="' + CSS.escape(keepFocus) + '"]')?.focus();
  $("b-clear").disabled = !isFiltered();
}
const row = (mark, text, count, attributes) => el("label", { class: "type" }, el("input", { type: "checkbox", ...attributes }), mark, el("b", {}, text), el("i", { text: number(count) }));
function legend() {
  const present = new Set([...DATA.nodes.map(node => node.kind), ...DATA.facts.map(fact => fact.kind)]);
  // A class that is off would bring back the facts that nothing else but itself keeps away.
  const counts = new Map();
  for (const fact of DATA.facts) {
    if (fact.fails & ~FAILS.kinds) continue;
    const off = view.off.size ? [...fact.kinds].filter(kind => view.off.has(kind)) : [];
    if (off.length < 2) for (const kind of off.length ? off : fact.kinds) counts.set(kind, (counts.get(kind) || 0) + 1);
  }
  const rows = ALL_KINDS.filter(kind => present.has(kind)).map(kind => {
    const n = counts.get(kind) || 0;
    const flip = e => { if (e.target.checked) view.off.delete(kind); else view.off.add(kind); refresh(); };
    return row(glyph(kind, 18), kindWord(kind, true), n, { value: kind, checked: !view.off.has(kind), "data-focus": "kind " + kind, on: { change: flip } });
  });
  return el("fieldset", { id: "kinds-facet" }, el("legend", { text: t("kindsTitle") }), rows);
}
const FACETS = {
  state: { of: fact => fact.states, title: id => name(id) },
  area: { of: fact => fact.areas, title: code => codeWord(code) },
  status: { of: fact => fact.statuses, title: code => codeWord(code) },
  source: { of: fact => fact.sources, title: id => sourceTitle(SOURCE.get(id) ?? { id }) },
};
const sourceTitle = source => shortened(source.publisher || source.title || source.file || source.id, 60) + (source.date ? " · " + source.date : "");
function choices(facet) {
  const { of, title } = FACETS[facet], counts = new Map();
  for (const fact of DATA.facts) for (const value of of(fact)) counts.set(value, (counts.get(value) || 0) + (fact.fails & ~FAILS[facet] ? 0 : 1));
  if (counts.size < 2) return null;
  const all = [...counts].sort((a, b) => view[facet].has(b[0]) - view[facet].has(a[0]) || b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const listed = opened.has(facet) ? all : all.slice(0, LONG);
  const flip = value => e => { if (e.target.checked) view[facet].add(value); else view[facet].delete(value); refresh(); };
  const rows = listed.map(([value, n]) => row(facet === "state" ? el("span", { class: "code", text: stateCode(value).slice(0, 3) }) : null, bdi(title(value)), n, { value, checked: view[facet].has(value), "data-focus": facet + " " + value, on: { change: flip(value) } }));
  const more = all.length > LONG ? button(opened.has(facet) ? t("less") : t("more") + " (" + number(all.length) + ")", () => { if (!opened.delete(facet)) opened.add(facet); drawFacets(); }, { class: "plain", "data-focus": facet + " more", "aria-expanded": String(opened.has(facet)) }) : null;
  return el("fieldset", { id: facet + "-facet", class: "choices" }, el("legend", { text: t(facet) }), rows, more);
}
// The slider stays the same element, as one that is replaced while it is dragged lets go of the hand.
function drawConfidence() {
  const value = view.conf ? "≥ " + Math.round(view.conf * 100) + " %" : t("anyConfidence");
  $("conf-title").textContent = t("confidence");
  $("conf-value").textContent = value;
  if (+$("conf").value !== view.conf) $("conf").value = view.conf;
  $("conf").setAttribute("aria-valuetext", value);
}
function lineKey() {
  return el("fieldset", { class: "key" }, el("legend", { text: t("lines") }), el("p", {}, el("i", { class: "ln" }), t("lineStated")), el("p", {}, el("i", { class: "ln dash" }), t("lineWeak") + (DATA.matches.length ? "; " + t("lineMatch") : "")));
}
