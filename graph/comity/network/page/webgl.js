// The picture in WebGL, for scenes that are too large for vis-network: the same scene, the same events. Only pages of
// large graphs carry it, and it is used only where a graphics processor draws; else the most connected nodes are drawn
// in vis-network. Among very many lines none can be pointed at, and looking for one at every move of the pointer would
// cost more than drawing. While the map is dragged, lines and labels are left out.
function hasGraphicsProcessor() {
  const gl = document.createElement("canvas").getContext("webgl2");
  const info = gl?.getExtension("WEBGL_debug_renderer_info");
  const who = gl ? String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER)) : "";
  gl?.getExtension("WEBGL_lose_context")?.loseContext();
  return Boolean(gl) && !/swiftshader|llvmpipe|software|basic render/i.test(who);
}
// Names lie over lines: a halo keeps them legible.
function haloed(ctx, node, settings) {
  if (!node.label) return;
  const size = settings.labelSize, x = node.x + node.size + 3, y = node.y + size / 3;
  ctx.font = (node.kind === "state" ? "600 " : "400 ") + size + "px " + FONT;
  ctx.lineWidth = 4;
  ctx.lineJoin = "round";
  ctx.strokeStyle = tones.halo;
  ctx.strokeText(node.label, x, y);
  ctx.fillStyle = tones.ink;
  ctx.fillText(node.label, x, y);
}
function sigmaPicture(container) {
  const graph = new sigmaView.MultiGraph({ allowSelfLoops: true });
  const places = [...PLACES.values()], edge = (of, by) => places.reduce((most, place) => by * place[of] > by * most ? place[of] : most, -by * Infinity);
  const sigma = new sigmaView.Sigma(graph, container, {
    allowInvalidContainer: true, enableEdgeEvents: DATA.facts.length <= 5000, hideEdgesOnMove: true, zIndex: true, labelFont: FONT, labelSize: 13,
    labelDensity: 0.4, labelGridCellSize: 120, labelRenderedSizeThreshold: 5, hideLabelsOnMove: true, defaultEdgeType: "line", minEdgeThickness: 0.6, defaultDrawNodeLabel: haloed,
  });
  sigma.setSetting("nodeProgramClasses", { circle: shaped(sigma.getSetting("nodeProgramClasses").circle) });
  sigma.setCustomBBox({ x: [edge("x", -1), edge("x", 1)], y: [-edge("y", 1), -edge("y", -1)] });
  let scene = { nodes: [], lines: [] }, dot = 3.2;
  const nodeLook = spec => ({ x: spec.x, y: -spec.y, size: spec.chosen ? 9 : spec.kind === "state" ? 3 + 0.7 * Math.log2(1 + (shownOf.get(spec.id)?.length ?? 0)) : dot, color: spec.dim ? tones.faint : colourOf(spec.kind), kind: spec.kind, shape: NODE_KINDS.get(spec.kind).shape, label: spec.dim ? null : spec.label, forceLabel: Boolean(spec.chosen), zIndex: spec.chosen ? 3 : spec.dim ? 0 : spec.kind === "state" ? 2 : 1 });
  const lineLook = spec => ({ size: spec.tone === "lit" ? 2 : 0.7, color: spec.tone === "dim" ? tones.faint : toneOf(spec), zIndex: spec.tone === "lit" ? 2 : spec.tone === "dim" ? 0 : 1 });
  const animated = (state, ms) => { if (reduced()) sigma.getCamera().setState(state); else sigma.getCamera().animate(state, { duration: ms }); };
  readTones();
  return {
    sigma, graph,
    draw(next) {
      dot = Math.min(3.2, Math.max(1.1, 3.2 * Math.sqrt(1600 / Math.max(1, next.nodes.length))));
      const wanted = new Set(next.nodes.map(spec => spec.id)), lines = new Set(next.lines.map(spec => spec.id));
      for (const id of graph.edges()) if (!lines.has(id)) graph.dropEdge(id);
      for (const id of graph.nodes()) if (!wanted.has(id)) graph.dropNode(id);
      for (const spec of next.nodes) graph.mergeNode(spec.id, nodeLook(spec));
      for (const spec of next.lines) { if (graph.hasEdge(spec.id)) graph.mergeEdgeAttributes(spec.id, lineLook(spec)); else graph.addEdgeWithKey(spec.id, spec.from, spec.to, lineLook(spec)); }
      scene = next;
    },
    scene: () => scene,
    place: id => PLACES.get(id),
    onScreen: id => sigma.graphToViewport({ x: PLACES.get(id).x, y: -PLACES.get(id).y }),
    fit(ids) {
      const shown = (ids ?? []).map(id => sigma.getNodeDisplayData(id)).filter(Boolean);
      if (!ids || ids.length === graph.order || !shown.length) { animated({ x: 0.5, y: 0.5, ratio: 1.05, angle: 0 }, 350); return; }
      const xs = shown.map(at => at.x), ys = shown.map(at => at.y), low = list => list.reduce((a, b) => Math.min(a, b)), high = list => list.reduce((a, b) => Math.max(a, b));
      animated({ x: (low(xs) + high(xs)) / 2, y: (low(ys) + high(ys)) / 2, ratio: Math.min(1.05, Math.max(0.04, 1.3 * Math.max(high(xs) - low(xs), high(ys) - low(ys)))) }, 350);
    },
    zoom(by) { animated({ ratio: Math.max(0.005, sigma.getCamera().getState().ratio / by) }, 200); },
    select() {},
    dress: readTones,
    canvas() {
      sigma.refresh();
      const layers = Object.values(sigma.getCanvases()), whole = document.createElement("canvas");
      Object.assign(whole, { width: layers[0].width, height: layers[0].height });
      for (const layer of layers) whole.getContext("2d").drawImage(layer, 0, 0);
      return whole;
    },
    destroy() { sigma.kill(); },
    on(events) {
      const at = e => ({ x: e.event.x, y: e.event.y });
      sigma.on("clickNode", e => events.click(e.node, null, e.event.original));
      sigma.on("clickEdge", e => events.click(null, e.edge, e.event.original));
      sigma.on("clickStage", e => events.click(null, null, e.event.original));
      sigma.on("doubleClickNode", e => { e.preventSigmaDefault(); events.double(e.node, null); });
      sigma.on("enterNode", e => { container.classList.add("pointed"); events.hover(e.node, null, at(e)); });
      sigma.on("leaveNode", () => container.classList.remove("pointed"));
      sigma.on("enterEdge", e => events.hover(null, e.edge, at(e)));
      for (const event of ["leaveNode", "leaveEdge"]) sigma.on(event, () => events.leave());
      sigma.getCamera().on("updated", () => events.touched());
      sigma.on("afterRender", () => events.drawn());
    },
  };
}
