// The picture in vis-network: it draws a scene {nodes, lines} and says what was clicked. Positions are given, physics is
// off. Only what changed since the last scene is handed on.
function visPicture(container) {
  const specs = { nodes: new Map(), lines: new Map() };
  const nodes = new vis.DataSet(), edges = new vis.DataSet();
  readTones();
  const net = new vis.Network(container, { nodes, edges }, { ...JSON.parse(read("options")), nodes: { shape: "custom", ctxRenderer: drawNode } });
  const moving = moveSmoothly(net);
  let letters = new Map(), lettersAt = null;
  function drawNode({ ctx, id, x, y, state: { selected, hover } }) {
    const spec = specs.nodes.get(id), scale = net.getScale(), heavy = selected || hover || spec.chosen, r = radiusOf(spec, scale);
    if (lettersAt !== scale) { letters = lettered(specs.nodes.values(), scale); lettersAt = scale; }
    const letter = letters.get(id) ?? (heavy ? pointedName(spec, scale) : null);
    return { drawNode: () => paintNode(ctx, spec, x, y, selected || spec.chosen, hover, scale), drawExternalLabel: () => { if (letter) paintLabel(ctx, spec, x, y, letter, heavy); }, nodeDimensions: { width: 2 * r, height: 2 * r } };
  }
  // What is pointed at has its name in any case.
  function pointedName(spec, scale) {
    const size = Math.max(fontOf(spec), 12 / scale), { dx, dy } = nameAt(spec, SIDES[0], size * scale, scale);
    return { size, dx: dx / scale, dy: dy / scale };
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
      lettersAt = null;
    },
    scene: () => ({ nodes: [...specs.nodes.values()], lines: [...specs.lines.values()] }),
    place: id => net.getPositions([id])[id],
    onScreen: id => net.canvasToDOM(net.getPositions([id])[id]),
    // Round the marks there is room for their names, and for what lies over the picture at its top.
    fit(ids = [...specs.nodes.keys()]) {
      const known = shownIds(ids), at = net.getPositions(known);
      if (!known.length) return;
      const far = (axis, way) => known.reduce((most, id) => Math.max(most, way * at[id][axis] + specs.nodes.get(id).size), -Infinity);
      const [left, right, up, down] = [-far("x", -1), far("x", 1), -far("y", -1), far("y", 1)], { clientWidth: wide, clientHeight: high } = container;
      const side = Math.min(56, wide / 14), top = $("crumb").hidden ? 28 : 64, bottom = 40;
      const scale = Math.min(1.35, (wide - 2 * side) / (right - left), (high - top - bottom) / (down - up));
      net.moveTo({ position: { x: (left + right) / 2, y: (up + down) / 2 + (bottom - top) / 2 / scale }, scale: Math.max(0.02, scale), animation: animation(350) });
    },
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
const opacityOf = spec => spec.tone === "lit" ? 0.92 : spec.tone === "dim" ? Math.min(0.13, 0.3 * spec.strength) : spec.strength;
const toneOf = spec => spec.tone === "lit" ? tones.lit : spec.tone === "pair" ? tones.pair : spec.tone === "kind" ? colourOf(spec.kind) : tones.edge;
