// The picture in vis-network: it draws a scene {nodes, lines} and says what was clicked. Positions are given, physics is
// off. Only what changed since the last scene is handed on.
const FONT = 'system-ui, "Noto Sans", "Noto Sans Arabic", "Segoe UI", Roboto, sans-serif';
let tones = null;
function readTones() {
  const style = getComputedStyle(document.documentElement), get = property => style.getPropertyValue(property).trim();
  tones = { dark: isDark(), ink: get("--ink"), halo: get("--halo"), edge: get("--edge"), lit: get("--acc"), pair: get("--acc"), faint: get("--faint") };
}
const PATHS = new Map(Object.entries(GLYPHS).map(([shape, d]) => [shape, new Path2D(d)]));
const ROWS = new Map();
const rowsOf = text => ROWS.get(text) ?? ROWS.set(text, wrapLabel(text)).get(text);
function wrapLabel(text, width = 18, most = 3) {
  const rows = [""];
  for (const word of text.split(/\s+/)) {
    if (rows[rows.length - 1] && rows[rows.length - 1].length + word.length + 1 > width) rows.push(word);
    else rows[rows.length - 1] = (rows[rows.length - 1] + " " + word).trim();
  }
  const cut = rows.map(row => row.length > width + 8 ? row.slice(0, width + 7) + "…" : row);
  return cut.length > most ? [...cut.slice(0, most - 1), cut[most - 1] + "…"] : cut;
}
function visPicture(container) {
  const specs = { nodes: new Map(), lines: new Map() };
  const nodes = new vis.DataSet(), edges = new vis.DataSet();
  readTones();
  const net = new vis.Network(container, { nodes, edges }, { ...JSON.parse(read("options")), nodes: { shape: "custom", ctxRenderer: drawNode } });
  const moving = moveSmoothly(net);
  function drawNode({ ctx, id, x, y, state: { selected, hover } }) {
    const spec = specs.nodes.get(id), r = spec.size;
    return { drawNode: () => paintNode(ctx, spec, x, y, selected || spec.chosen, hover), drawExternalLabel: () => paintLabel(ctx, spec, x, y, selected || hover || spec.chosen, net.getScale()), nodeDimensions: { width: 2 * r, height: 2 * r } };
  }
  function change(kind, set, wanted, dress) {
    const old = specs[kind], next = new Map(wanted.map(spec => [spec.id, spec]));
    const gone = [...old.keys()].filter(id => !next.has(id));
    const changed = wanted.filter(spec => { spec.key = JSON.stringify(spec); return old.get(spec.id)?.key !== spec.key; });
    specs[kind] = next;
    if (gone.length) set.remove(gone);
    if (changed.length) set.update(changed.map(spec => dress(spec, old.get(spec.id))));
  }
  const dressNode = (spec, old) => ({ id: spec.id, size: spec.size, ...(old && old.x === spec.x && old.y === spec.y ? {} : { x: spec.x, y: spec.y }) });
  const dressLine = spec => ({
    id: spec.id, from: spec.from, to: spec.to, width: spec.width, dashes: spec.dash ? [5, 5] : false, label: spec.label || undefined,
    color: { color: toneOf(spec), highlight: tones.lit, hover: tones.lit, opacity: opacityOf(spec) },
    font: { size: 17, face: FONT, color: tones.ink, strokeWidth: 6, strokeColor: tones.halo, align: "horizontal" },
    arrows: { to: { enabled: Boolean(spec.arrow), scaleFactor: 0.5 } }, hoverWidth: 0.8, selectionWidth: 0.8,
    smooth: spec.curve ? { enabled: true, type: spec.curve > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(spec.curve) } : false,
  });
  // Lines go before their nodes do: vis-network would draw them to nowhere in between.
  function dropLines(wanted) {
    const kept = new Set(wanted.map(spec => spec.id)), gone = [...specs.lines.keys()].filter(id => !kept.has(id));
    for (const id of gone) specs.lines.delete(id);
    if (gone.length) edges.remove(gone);
  }
  const shownIds = ids => ids.filter(id => specs.nodes.has(id));
  const animation = ms => reduced() ? false : { duration: ms, easingFunction: "easeInOutQuad" };
  return {
    net, nodes, edges,
    draw(scene) {
      moving.forget();
      dropLines(scene.lines);
      change("nodes", nodes, scene.nodes, dressNode);
      change("lines", edges, scene.lines, dressLine);
    },
    scene: () => ({ nodes: [...specs.nodes.values()], lines: [...specs.lines.values()] }),
    place: id => net.getPositions([id])[id],
    onScreen: id => net.canvasToDOM(net.getPositions([id])[id]),
    fit(ids = [...specs.nodes.keys()]) { const known = shownIds(ids); if (known.length) net.fit({ nodes: known, maxZoomLevel: 1.35, animation: animation(350) }); },
    zoom(by) { net.moveTo({ scale: Math.min(6, Math.max(0.02, net.getScale() * by)), animation: animation(200) }); },
    select(id) { if (id && specs.nodes.has(id)) net.selectNodes([id], false); else net.unselectAll(); },
    dress() { readTones(); moving.forget(); specs.lines.clear(); net.setOptions({}); net.redraw(); },
    canvas() { net.redraw(); return container.querySelector("canvas"); },
    destroy() { net.destroy(); },
    on(events) {
      net.on("click", e => events.click(e.nodes[0] ?? null, e.nodes.length ? null : e.edges[0] ?? null, e.event.srcEvent));
      net.on("doubleClick", e => events.double(e.nodes[0] ?? null, e.nodes.length ? null : e.edges[0] ?? null));
      // vis-network hovers over what passes below a hand that drags.
      let held = false;
      net.on("dragStart", () => { held = true; });
      net.on("dragEnd", () => { held = false; });
      net.on("hoverNode", e => { if (!held) events.hover(e.node, null, e.pointer.DOM); });
      net.on("hoverEdge", e => { if (!held) events.hover(null, e.edge, e.pointer.DOM); });
      for (const event of ["blurNode", "blurEdge", "dragStart", "zoom"]) net.on(event, () => events.leave());
      for (const event of ["dragStart", "zoom"]) net.on(event, () => events.touched());
      net.on("afterDrawing", () => events.drawn());
    },
  };
}
const opacityOf = spec => spec.tone === "dim" ? 0.13 : spec.tone === "pair" ? spec.strength : 0.92;
const toneOf = spec => spec.tone === "lit" ? tones.lit : spec.tone === "pair" ? tones.pair : spec.tone === "kind" ? colourOf(spec.kind) : tones.edge;
function paintNode(ctx, spec, x, y, chosen, hover) {
  const scale = spec.size / 9;
  ctx.save();
  ctx.globalAlpha = spec.dim ? 0.2 : 1;
  ctx.translate(x, y);
  ctx.scale(scale, scale);
  const path = PATHS.get(NODE_KINDS.get(spec.kind).shape);
  ctx.lineJoin = "round";
  ctx.lineWidth = (chosen ? 9 : hover ? 7 : 5) / scale;
  ctx.strokeStyle = chosen || hover ? tones.lit : tones.halo;
  ctx.stroke(path);
  ctx.fillStyle = colourOf(spec.kind);
  ctx.fill(path, "evenodd");
  if (spec.kind === "state") {
    ctx.fillStyle = tones.dark ? "#0b1220" : "#fff";
    ctx.font = "700 7.4px " + FONT;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillText(stateCode(spec.id).slice(0, 3), 0, 0.5);
  }
  ctx.restore();
}
function paintLabel(ctx, spec, x, y, wanted, zoom) {
  const state = spec.kind === "state", size = state ? 18 : 13.5;
  // Labels too small to read are left out: what is pointed at or chosen, and states, keep theirs longer.
  if (!wanted && size * zoom < (state ? 5.5 : 6.5)) return;
  if (spec.dim && !wanted) return;
  const real = wanted ? Math.max(size, 11 / zoom) : size;
  ctx.save();
  ctx.font = (state || wanted ? "600 " : "400 ") + real + "px " + FONT;
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  ctx.lineWidth = real / 3.4;
  ctx.lineJoin = "round";
  ctx.strokeStyle = tones.halo;
  ctx.fillStyle = tones.ink;
  rowsOf(spec.label).forEach((row, i) => {
    const down = y + spec.size + 5 + i * real * 1.15;
    ctx.strokeText(row, x, down);
    ctx.fillText(row, x, down);
  });
  ctx.restore();
}
