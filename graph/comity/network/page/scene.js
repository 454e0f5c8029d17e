// The network as a scene: which nodes and lines are drawn, what stands out and what stands back.
const ARROWS = new Set(["host", "implements", "tenure", "ofState"]);
const sizeOf = node => NODE_KINDS.get(node.kind).size * (node.kind === "state" ? 1 : Math.min(1.5, 1 + 0.06 * Math.max(0, (shownOf.get(node.id)?.length ?? 0) - 3)));
function networkScene(most) {
  const { nodes: wanted, facts, steps } = scope();
  const ids = [...wanted].filter(id => PLACES.has(id));
  const kept = ids.length <= most ? new Set(ids) : new Set(heaviest(ids, most));
  const lit = view.path ? null : view.node && !view.steps ? new Set([view.node, ...neighbours(view.node)]) : null;
  const places = kept.size < PLACES.size && !growing() ? drawnTogether(kept) : PLACES;
  const nodes = [...kept].sort().map(id => {
    const node = NODE.get(id), { x, y } = places.get(id);
    return { id, kind: node.kind, x, y, size: sizeOf(node), label: name(id), dim: lit ? !lit.has(id) : false, lit: Boolean(lit?.has(id)), chosen: id === view.node || Boolean(steps?.includes(id)), more: growing()?.missing(id) ?? 0 };
  });
  const between = facts.filter(fact => kept.has(fact.s) && kept.has(fact.o)), strength = Math.round(100 * Math.min(0.92, Math.max(0.2, 0.92 * Math.sqrt(450 / between.length)))) / 100;
  const lines = between.map(fact => {
    const on = view.fact === fact.id || (lit ? fact.s === view.node || fact.o === view.node : Boolean(steps));
    const tone = on ? "lit" : lit ? "dim" : LINE_KINDS.has(fact.kind) ? "kind" : "plain";
    return { id: fact.id, from: fact.s, to: fact.o, kind: fact.kind, tone, strength, width: (view.fact === fact.id ? 4.5 : on ? 2.6 : fact.kind === "cooperation" ? 2.6 : 1.3), dash: fact.conf < WEAK || fact.standing === 1, arrow: ARROWS.has(fact.p), curve: fact.curve };
  });
  for (const match of DATA.matches) if (kept.has(match.a) && kept.has(match.b)) lines.push({ id: "match " + match.a + " " + match.b, from: match.a, to: match.b, tone: lit ? "dim" : "plain", strength, width: 1, dash: true, arrow: false, curve: 0 });
  return { nodes, lines, all: ids.length, facts: facts.length };
}
// A part of a large map would be dots far from each other: it is drawn on a smaller scale, what lies far outside nearer,
// and then marks with their names are pushed apart. Where things lie to each other stays as it is on the map.
const CLOSE = 150, PUSHED = 260;
let gathered = { key: null, places: null };
function drawnTogether(ids) {
  const key = language + " " + [...ids].sort().join(" ");
  if (gathered.key === key) return gathered.places;
  const order = [...ids].sort(), middle = list => list.toSorted((a, b) => a - b)[list.length >> 1] ?? 0, found = order.map(id => PLACES.get(id));
  const centre = { x: middle(found.map(place => place.x)), y: middle(found.map(place => place.y)) };
  const far = found.map(place => Math.hypot(place.x - centre.x, place.y - centre.y)), edge = far.toSorted((a, b) => a - b)[Math.floor(0.85 * (far.length - 1))] || 1;
  const scale = Math.min(1, CLOSE * Math.sqrt(order.length) / (2 * edge));
  const points = found.map((place, i) => { const by = scale * (far[i] > edge ? (edge + 0.3 * (far[i] - edge)) / far[i] : 1); return { x: (place.x - centre.x) * by, y: (place.y - centre.y) * by }; });
  if (order.length <= PUSHED) pushApart(points, order.map(boxOf));
  gathered = { key, places: new Map(order.map((id, i) => [id, { x: Math.round(points[i].x), y: Math.round(points[i].y) }])) };
  return gathered.places;
}
// The room of a mark with its name below it.
function boxOf(id) {
  const spec = { kind: NODE.get(id).kind, size: sizeOf(NODE.get(id)) }, font = fontOf(spec), rows = rowsOf(name(id));
  return { half: Math.max(spec.size, Math.max(...rows.map(widthOf)) * font / 2) + 6, above: spec.size + 4, below: spec.size + 6 + rows.length * font * 1.2 };
}
function pushApart(points, boxes, rounds = 140) {
  for (let round = 0; round < rounds; round++) {
    let hit = false;
    for (let i = 0; i < points.length; i++) for (let j = i + 1; j < points.length; j++) {
      const a = points[i], b = points[j], dx = b.x - a.x, dy = b.y - a.y;
      const overX = boxes[i].half + boxes[j].half - Math.abs(dx), overY = (dy > 0 ? boxes[i].below + boxes[j].above : boxes[i].above + boxes[j].below) - Math.abs(dy);
      if (overX <= 0 || overY <= 0) continue;
      hit = true;
      if (overX < overY) { const by = 0.25 * overX * (dx < 0 ? -1 : 1); a.x -= by; b.x += by; }
      else { const by = 0.25 * overY * (dy < 0 ? -1 : 1); a.y -= by; b.y += by; }
    }
    if (!hit) return;
  }
}
// When there are too many, the nodes with the most facts are drawn, always with what is selected and its neighbours.
function heaviest(ids, most) {
  const first = view.node ? [view.node, ...neighbours(view.node)].filter(id => ids.includes(id)).slice(0, most) : [];
  const rest = ids.filter(id => !first.includes(id)).sort((a, b) => (shownOf.get(b)?.length ?? 0) - (shownOf.get(a)?.length ?? 0) || (a < b ? -1 : 1));
  return [...new Set([...first, ...rest.slice(0, most - first.length)])];
}
// A sentence that stands over the picture for a while.
let notice = "";
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
  else if (view.mode === "states" && DATA.nodes.length > OPEN_AS_NETWORK && !touched && !view.pair) text = t("tooMany");
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
