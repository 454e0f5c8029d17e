// How marks and names are painted on a canvas, at any scale: a mark never becomes a speck; a name is written below its
// mark, else above or beside it, if it finds room there, and never smaller than can be read. States come first, then
// what has most facts.
const FONT = 'system-ui, "Noto Sans", "Noto Sans Arabic", "Segoe UI", Roboto, sans-serif';
// In a scene of more than MANY nodes only states are named where other names would be smaller than NAMED_FROM.
const LEAST_NAME = 11, LEAST_MARK = 2.4, LEAST_STATE = 5.5, NAMED_FROM = 5, MANY = 250, GAP = 3;
// Where the box of a name lies: how many halves of its width and height off the mark's rim, to the right and down.
const SIDES = [[0, 1], [0, -1], [1, 0], [-1, 0]];
let tones = null;
function readTones() {
  const style = getComputedStyle(document.documentElement), get = property => style.getPropertyValue(property).trim();
  tones = { dark: isDark(), ink: get("--ink"), halo: get("--halo"), edge: get("--edge"), lit: get("--acc"), onLit: get("--accink"), pair: get("--acc"), faint: get("--faint") };
}
const PATHS = new Map(Object.entries(GLYPHS).map(([shape, d]) => [shape, new Path2D(d)]));
const ROWS = new Map(), WIDTHS = new Map();
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
const ruler = document.createElement("canvas").getContext("2d");
ruler.font = "600 100px " + FONT;
const widthOf = row => WIDTHS.get(row) ?? WIDTHS.set(row, ruler.measureText(row).width / 100).get(row);
const fontOf = spec => spec.kind === "state" ? 18 : 13.5;
// The radius of a mark in the units of the map.
const radiusOf = (spec, scale) => Math.max(spec.size, (spec.kind === "state" ? LEAST_STATE : spec.chosen || spec.lit ? 2 * LEAST_MARK : LEAST_MARK) / scale);
// Which names are written at this scale: id -> {size, dx, dy}, the size and the middle of its box, in units of the map.
function lettered(specs, scale) {
  const sizes = new Map(), taken = new Map(), cell = 48;
  const each = ({ left, top, right, bottom }, run) => { for (let i = Math.floor(left / cell); i <= right / cell; i++) for (let j = Math.floor(top / cell); j <= bottom / cell; j++) if (run(i * 65536 + j)) return true; return false; };
  const take = box => { each(box, key => { (taken.get(key) || taken.set(key, []).get(key)).push(box); }); };
  const room = (box, state) => !each(box, key => taken.get(key)?.some(other => other.of !== box.of && (!state || !other.small) && box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top));
  const must = spec => spec.chosen || spec.lit;
  const order = [...specs].sort((a, b) => Boolean(b.chosen) - Boolean(a.chosen) || Boolean(b.lit) - Boolean(a.lit) || (b.kind === "state") - (a.kind === "state") || b.size - a.size || (a.id < b.id ? -1 : 1));
  for (const spec of order) {
    if (spec.dim) continue;
    const r = radiusOf(spec, scale) * scale, x = spec.x * scale, y = spec.y * scale;
    take({ of: spec.id, small: spec.kind !== "state" && !must(spec), left: x - r, right: x + r, top: y - r, bottom: y + r });
  }
  for (const spec of order) {
    const state = spec.kind === "state", natural = fontOf(spec) * scale;
    if (!spec.label || spec.dim || (order.length > MANY && !state && !must(spec) && natural < NAMED_FROM)) continue;
    const size = Math.max(natural, LEAST_NAME), x = spec.x * scale, y = spec.y * scale;
    const places = SIDES.map(side => nameAt(spec, side, size, scale));
    const boxes = places.map(({ dx, dy, half, high }) => ({ of: spec.id, left: x + dx - half, right: x + dx + half, top: y + dy - high, bottom: y + dy + high }));
    const free = boxes.findIndex(box => room(box, state || must(spec))), at = free < 0 && spec.chosen ? 0 : free;
    if (at < 0) continue;
    take(boxes[at]);
    sizes.set(spec.id, { size: size / scale, dx: places[at].dx / scale, dy: places[at].dy / scale });
  }
  return sizes;
}
function nameAt(spec, [right, down], size, scale) {
  const rows = rowsOf(spec.label), half = Math.max(...rows.map(widthOf)) * size / 2, high = rows.length * size * 1.15 / 2, off = radiusOf(spec, scale) * scale + GAP;
  return { half: half + 2, high, dx: right * (off + half), dy: down * (off + high) };
}
function paintNode(ctx, spec, x, y, chosen, hover, scale) {
  const r = radiusOf(spec, scale), by = r / 9;
  ctx.save();
  ctx.globalAlpha = spec.dim ? 0.2 : 1;
  ctx.translate(x, y);
  ctx.scale(by, by);
  const path = PATHS.get(NODE_KINDS.get(spec.kind).shape);
  ctx.lineJoin = "round";
  ctx.lineWidth = Math.max((chosen ? 9 : hover ? 7 : 5), 1.5 / scale) / by;
  ctx.strokeStyle = chosen || hover ? tones.lit : tones.halo;
  ctx.stroke(path);
  ctx.fillStyle = colourOf(spec.kind);
  ctx.fill(path, "evenodd");
  if (spec.kind === "state" && r * scale > 6.5) {
    ctx.fillStyle = tones.dark ? "#0b1220" : "#fff";
    ctx.font = "700 7.4px " + FONT;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillText(stateCode(spec.id).slice(0, 3), 0, 0.5);
  }
  ctx.restore();
  if (spec.more && !spec.dim && r * scale > 4) paintMore(ctx, "+" + spec.more, x + 0.75 * r, y - 0.75 * r, 10.5 / scale);
}
// How many neighbours a node has that could still be fetched.
function paintMore(ctx, text, x, y, size) {
  const wide = widthOf(text) * size + 0.7 * size;
  ctx.save();
  ctx.fillStyle = tones.lit;
  ctx.beginPath();
  ctx.roundRect(x, y - 0.7 * size, wide, 1.4 * size, 0.7 * size);
  ctx.fill();
  ctx.fillStyle = tones.onLit;
  ctx.font = "600 " + size + "px " + FONT;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(text, x + wide / 2, y + 0.05 * size);
  ctx.restore();
}
function paintLabel(ctx, spec, x, y, { size, dx, dy }, heavy) {
  const rows = rowsOf(spec.label);
  ctx.save();
  ctx.font = (spec.kind === "state" || heavy ? "600 " : "400 ") + size + "px " + FONT;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineWidth = size / 3.4;
  ctx.lineJoin = "round";
  ctx.strokeStyle = tones.halo;
  ctx.fillStyle = tones.ink;
  rows.forEach((row, i) => {
    const down = y + dy + (i - (rows.length - 1) / 2) * size * 1.15;
    ctx.strokeText(row, x + dx, down);
    ctx.fillText(row, x + dx, down);
  });
  ctx.restore();
}
