// A map that moves is shown from a sheet: the picture of a part wider than the window, shifted and scaled. It is drawn
// anew when the map has come to rest, or when the window leaves the sheet, so that a step costs the same however much is
// drawn. vis-network has no place for this, so its drawing is wrapped here; `net.body` and `net.renderer` are its own
// inside, in the version that pyvis ships.
const REST = 140, WIDER = 0.5, SHEET_PIXELS = 6e6;
function moveSmoothly(net) {
  const { body, renderer, canvas } = net, drawWhole = renderer._redraw.bind(renderer);
  const sheet = document.createElement("canvas"), pen = sheet.getContext("2d");
  let shot = null, before = "", since = -Infinity, resting = false, timer;
  const size = () => ({ wide: canvas.frame.canvas.clientWidth, high: canvas.frame.canvas.clientHeight });
  // Where the sheet lies in the window as the map stands now.
  function lie() {
    const { translation, scale } = body.view, by = scale / shot.scale;
    return { by, left: translation.x - by * (shot.x + shot.wide * WIDER), top: translation.y - by * (shot.y + shot.high * WIDER), wide: by * shot.wide * (1 + 2 * WIDER), high: by * shot.high * (1 + 2 * WIDER) };
  }
  function covers() {
    if (!shot) return false;
    const { by, left, top, wide, high } = lie(), now = size();
    return by > 0.5 && by < 1.6 && left <= 0 && top <= 0 && left + wide >= now.wide && top + high >= now.high;
  }
  function paint() {
    const { wide, high } = size(), { translation, scale } = body.view, whole = 1 + 2 * WIDER;
    const sharp = Math.min(canvas.pixelRatio, Math.sqrt(SHEET_PIXELS / (wide * high)) / whole);
    Object.assign(sheet, { width: Math.ceil(wide * whole * sharp), height: Math.ceil(high * whole * sharp) });
    pen.setTransform(sharp * scale, 0, 0, sharp * scale, sharp * (translation.x + wide * WIDER), sharp * (translation.y + high * WIDER));
    shot = { x: translation.x, y: translation.y, scale, wide, high };
    const room = 150 / scale, far = (at, edge) => (edge * (1 + WIDER) - at) / scale + room, near = (at, edge) => (-edge * WIDER - at) / scale - room;
    const lines = body.edgeIndices.map(id => body.edges[id]).filter(line => line.connected);
    const seen = body.nodeIndices.map(id => body.nodes[id]).filter(node => node.x > near(translation.x, wide) && node.x < far(translation.x, wide) && node.y > near(translation.y, high) && node.y < far(translation.y, high));
    for (const line of lines) line.draw(pen);
    const labels = seen.map(node => node.draw(pen).drawExternalLabel);
    for (const line of lines) line.drawArrows(pen);
    for (const label of labels) label?.();
  }
  function shift() {
    const ctx = canvas.getContext(), { by, left, top, wide, high } = lie(), dots = canvas.pixelRatio, straight = by === 1;
    canvas.setTransform();
    ctx.save();
    ctx.globalCompositeOperation = "copy";
    ctx.imageSmoothingEnabled = !straight;
    ctx.drawImage(sheet, straight ? Math.round(left * dots) / dots : left, straight ? Math.round(top * dots) / dots : top, wide, high);
    ctx.restore();
  }
  renderer._redraw = hidden => {
    const { translation, scale } = body.view, at = [translation.x, translation.y, scale].join(" "), now = performance.now();
    const moved = at !== before, going = moved && (shot || now - since < REST);
    before = at;
    if (moved) since = now;
    if (!going || hidden || !renderer.allowRedraw || !canvas.frame.canvas.clientWidth) {
      if (!resting) shot = null;
      drawWhole(hidden);
      return;
    }
    body.emitter.emit("initRedraw");
    renderer.redrawRequested = false;
    if (!covers()) paint();
    shift();
    clearTimeout(timer);
    timer = setTimeout(() => { resting = true; net.redraw(); resting = false; }, REST);
  };
  return { forget() { shot = null; since = -Infinity; } };
}
