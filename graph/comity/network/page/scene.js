// The network as a scene: which nodes and lines are drawn, what stands out and what stands back.
const ARROWS = new Set(["host", "implements", "tenure", "ofState"]);
const sizeOf = node => NODE_KINDS.get(node.kind).size * (node.kind === "state" ? 1 : Math.min(1.5, 1 + 0.06 * Math.max(0, (shownOf.get(node.id)?.length ?? 0) - 3)));
function networkScene(most) {
  const { nodes: wanted, facts, steps } = scope();
  const ids = [...wanted].filter(id => PLACES.has(id));
  const kept = ids.length <= most ? new Set(ids) : new Set(heaviest(ids, most));
  const lit = view.path ? null : view.node && !view.steps ? new Set([view.node, ...neighbours(view.node)]) : null;
  const near = kept.size < PLACES.size ? drawnTogether(kept) : 1;
  const nodes = [...kept].sort().map(id => {
    const node = NODE.get(id), place = PLACES.get(id);
    return { id, kind: node.kind, x: Math.round(place.x * near), y: Math.round(place.y * near), size: sizeOf(node), label: name(id), dim: lit ? !lit.has(id) : false, chosen: id === view.node || Boolean(steps?.includes(id)), more: missing(id) };
  });
  const lines = facts.filter(fact => kept.has(fact.s) && kept.has(fact.o)).map(fact => {
    const on = view.fact === fact.id || (lit ? fact.s === view.node || fact.o === view.node : Boolean(steps));
    const tone = on ? "lit" : lit ? "dim" : LINE_KINDS.has(fact.kind) ? "kind" : "plain";
    return { id: fact.id, from: fact.s, to: fact.o, kind: fact.kind, tone, width: (view.fact === fact.id ? 4.5 : on ? 2.6 : fact.kind === "cooperation" ? 2.6 : 1.3), dash: fact.conf < WEAK || fact.standing === 1, arrow: ARROWS.has(fact.p), curve: fact.curve };
  });
  for (const match of DATA.matches) if (kept.has(match.a) && kept.has(match.b)) lines.push({ id: "match " + match.a + " " + match.b, from: match.a, to: match.b, tone: lit ? "dim" : "plain", width: 1, dash: true, arrow: false, curve: 0 });
  return { nodes, lines, all: ids.length, facts: facts.length };
}
// A part of a large map would be dots far from each other: the map is drawn on a smaller scale, the marks are not.
function drawnTogether(ids) {
  const places = [...ids].map(id => PLACES.get(id)), xs = places.map(place => place.x), ys = places.map(place => place.y);
  const wide = list => list.reduce((a, b) => Math.max(a, b), -Infinity) - list.reduce((a, b) => Math.min(a, b), Infinity);
  const room = Math.max(wide(xs), wide(ys)) / Math.sqrt(Math.max(1, ids.size));
  return room > 230 ? 230 / room : 1;
}
// When there are too many, the nodes with the most facts are drawn, always with what is selected and its neighbours.
function heaviest(ids, most) {
  const first = view.node ? [view.node, ...neighbours(view.node)].filter(id => ids.includes(id)).slice(0, most) : [];
  const rest = ids.filter(id => !first.includes(id)).sort((a, b) => (shownOf.get(b)?.length ?? 0) - (shownOf.get(a)?.length ?? 0) || (a < b ? -1 : 1));
  return [...new Set([...first, ...rest.slice(0, most - first.length)])];
}
let picture = null, plain = null, large = null, touched = false, drawnScene = null;
// vis-network draws what it can; above that, WebGL where the page carries it and the machine has it.
const most = () => large ? 40000 : DRAWN;
function usePicture(which) {
  if (picture === which) return;
  picture = which;
  $("canvas").hidden = which !== plain;
  $("webgl").hidden = which !== large;
  touched = false;
}
function redraw() {
  const table = view.mode === "table";
  $("facts-table").hidden = !table;
  $("zoom").hidden = table;
  $("picture").hidden = table;
  document.body.classList.toggle("is-table", table);
  for (const mode of ["network", "states", "table"]) $("m-" + mode).setAttribute("aria-pressed", String(mode === view.mode));
  if (table) drawTable();
  else {
    drawnScene = view.mode === "states" ? statesScene() : networkScene(most());
    usePicture(drawnScene.nodes.length > DRAWN ? large : plain);
    picture.draw(drawnScene);
    picture.select(view.mode === "network" ? view.node : null);
  }
  drawNote();
  drawCounts();
  drawCrumb();
}
function drawCounts() {
  let text;
  if (view.mode === "states") text = t("statesN", { n: drawnScene.all }) + " · " + t("pairs", { n: drawnScene.pairs });
  else { const { nodes, facts } = scope(); text = t("nodes", { n: nodes.size }) + " · " + t("facts", { n: facts.length }); }
  $("counts").textContent = text;
}
function drawNote() {
  const scene = drawnScene, note = $("note");
  let text = "";
  if (notice) text = notice;
  else if (!DATA.facts.length && !DATA.nodes.length) text = t("empty");
  else if (!shownNodes.size) text = t("emptyFilter");
  else if (view.mode === "network" && view.path && !pathBetween(view.node, view.path)) text = t("pathNone");
  else if (view.mode === "network" && scene.nodes.length < scene.all) text = t("drawn", { n: scene.nodes.length, all: scene.all });
  else if (view.mode === "states" && DATA.nodes.length > OPEN_AS_NETWORK) text = t("tooMany");
  note.hidden = !text || view.mode === "table";
  note.textContent = text;
}
function drawCrumb() {
  const crumb = $("crumb"), parts = [];
  if (view.path) parts.push(t("path") + ": ", bdi(name(view.node)), " → ", bdi(name(view.path)));
  else if (view.mode !== "states" && view.pair && !view.node) parts.push(bdi(pairEnds(view.pair).map(name).join(" – ")));
  else if (view.steps && view.node) parts.push(t("neighboursOf") + " ", bdi(name(view.node)), " ", stepper());
  crumb.hidden = !parts.length;
  crumb.replaceChildren(...parts);
  if (parts.length) crumb.append(button(t("showAll"), () => { Object.assign(view, { path: null, steps: 0, pair: null }); refresh({ fit: true }); }));
}
const stepper = () => el("span", { class: "seg", role: "group", "aria-label": t("steps", { n: view.steps }) }, [1, 2, 3].map(n => button(number(n), () => focusOn(view.node, n), { "aria-pressed": String(n === view.steps), title: t("steps", { n }), "aria-label": t("steps", { n }) })));
