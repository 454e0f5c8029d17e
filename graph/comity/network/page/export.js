// What is seen, to keep: the picture as PNG or SVG, the facts as CSV or Turtle, the view as a link.
function keepFile(name, content, type) {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  el("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}
function savePng() {
  const from = picture.canvas(), to = document.createElement("canvas"), pen = to.getContext("2d");
  Object.assign(to, { width: from.width, height: from.height });
  pen.fillStyle = getComputedStyle(document.documentElement).getPropertyValue("--bg").trim();
  pen.fillRect(0, 0, to.width, to.height);
  pen.drawImage(from, 0, 0);
  to.toBlob(blob => keepFile("network.png", blob), "image/png");
}
function svgText() {
  const { nodes, lines } = picture.scene(), at = new Map(nodes.map(spec => [spec.id, picture.place(spec.id)]));
  const make = (tag, attributes, text) => { const e = document.createElementNS(SVG, tag); for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, v); if (text != null) e.textContent = text; return e; };
  const xs = [...at.values()].map(p => p.x), ys = [...at.values()].map(p => p.y), low = (list, by) => list.reduce((a, b) => by * a < by * b ? a : b, by * Infinity);
  const box = [low(xs, 1) - 120, low(ys, 1) - 80, low(xs, -1) - low(xs, 1) + 240, low(ys, -1) - low(ys, 1) + 200].map(Math.round);
  const svg = make("svg", { xmlns: SVG, viewBox: box.join(" "), "font-family": FONT });
  svg.append(make("rect", { x: box[0], y: box[1], width: box[2], height: box[3], fill: tones.halo }));
  for (const spec of lines) {
    const a = at.get(spec.from), b = at.get(spec.to), bend = spec.curve || 0;
    const mid = { x: (a.x + b.x) / 2 + (b.y - a.y) * bend, y: (a.y + b.y) / 2 - (b.x - a.x) * bend };
    svg.append(make("path", { d: `M${a.x} ${a.y}Q${mid.x} ${mid.y} ${b.x} ${b.y}`, fill: "none", stroke: toneOf(spec), "stroke-width": spec.width, "stroke-opacity": opacityOf(spec), ...(spec.dash ? { "stroke-dasharray": "5 5" } : {}) }));
    if (spec.label) svg.append(make("text", { x: mid.x, y: mid.y, "text-anchor": "middle", "font-size": 17, fill: tones.ink }, spec.label));
  }
  for (const spec of nodes) {
    const p = at.get(spec.id), group = make("g", { transform: `translate(${p.x} ${p.y})`, opacity: spec.dim ? 0.2 : 1 }), state = spec.kind === "state";
    group.append(make("path", { d: GLYPHS[NODE_KINDS.get(spec.kind).shape], transform: `scale(${spec.size / 9})`, fill: colourOf(spec.kind), "fill-rule": "evenodd", stroke: tones.halo, "stroke-width": 0.8 }));
    if (state) group.append(make("text", { y: spec.size * 0.3, "text-anchor": "middle", "font-size": spec.size * 0.8, "font-weight": 700, fill: isDark() ? "#0b1220" : "#fff" }, stateCode(spec.id).slice(0, 3)));
    wrapLabel(spec.label).forEach((row, i) => group.append(make("text", { y: spec.size + 19 + i * 16, "text-anchor": "middle", "font-size": state ? 18 : 13.5, "font-weight": state ? 600 : 400, fill: tones.ink }, row)));
    svg.append(group);
  }
  return '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(svg) + "\n";
}
// A cell that a spreadsheet would run as a formula is kept from it by an apostrophe.
const cell = value => { const text = String(value ?? ""), calm = /^[=+\-@\t\r]/.test(text) ? "'" + text : text; return /[",\n\r]/.test(calm) ? '"' + calm.replaceAll('"', '""') + '"' : calm; };
function csvText() {
  const head = ["id", ...COLUMNS.map(column => column[0]), "subject-iri", "object-iri"];
  const rows = sorted(scope().facts).map(fact => [fact.id, ...COLUMNS.map(column => column[1](fact)), full(fact.s), full(fact.o)]);
  return "\ufeff" + [head, ...rows].map(row => row.map(cell).join(",")).join("\r\n") + "\r\n";
}
// The IRI behind a short name, with what Turtle does not allow in an IRI escaped.
function full(id) {
  const at = id.indexOf(":"), space = SPACES.prefixes[id.slice(0, at)];
  const iri = space && !id.slice(at + 1).startsWith("//") ? space + id.slice(at + 1).replaceAll("\\", "") : id;
  return (/^[a-z][a-z0-9+.-]*:/i.test(iri) ? iri : SPACES.id + iri).replace(/[\u0000-\u0020<>"{}|^`\\]/g, c => "%" + c.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase());
}
const iriOf = id => "<" + full(id) + ">";
const literal = (text, language) => '"' + String(text).replace(/[\\"\n\r\t\u0000-\u001f]/g, c => ({ "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" })[c] ?? "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0")).replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd") + '"' + (/^[a-zA-Z]+(-[a-zA-Z0-9]+)*$/.test(language || "") ? "@" + language : "");
const typed = (value, type) => literal(value) + "^^<http://www.w3.org/2001/XMLSchema#" + type + ">";
// Each fact shown, what its tellings say of it, the passages and the names of its ends; one statement a line, sorted.
function turtleText() {
  const out = new Set(), own = property => "<" + SPACES.ontology + property + ">", label = "<http://www.w3.org/2000/01/rdf-schema#label>", oa = property => "<http://www.w3.org/ns/oa#" + property + ">";
  const say = (s, p, o) => out.add(s + " " + p + " " + o + " .");
  const ends = new Set();
  for (const fact of scope().facts) {
    const line = LINE_KINDS.has(fact.kind), subject = iriOf(line ? fact.id : fact.s);
    ends.add(fact.s).add(fact.o);
    if (fact.kind === "tenure") { say(subject, own("holder"), iriOf(fact.s)); say(subject, own("office"), iriOf(fact.office)); say(iriOf(fact.office), own(NODE.get(fact.o).kind === "state" ? "ofState" : "organisation"), iriOf(fact.o)); if (fact.role) say(iriOf(fact.office), own("role"), iriOf(fact.role)); }
    else if (fact.kind === "cooperation") { say(subject, own("participant"), iriOf(fact.s)); say(subject, own("participant"), iriOf(fact.o)); }
    else say(subject, own(fact.p), iriOf(fact.o));
    if (line) say(subject, "a", own(KINDS.lines.find(kind => kind.kind === fact.kind).class));
    for (const telling of fact.told) {
      if (telling.date) say(subject, own("date"), literal(telling.date));
      for (const [key, property] of [["from", "earliest"], ["to", "latest"], ["validFrom", "validFrom"], ["validUntil", "validUntil"], ["observedFrom", "observedFrom"], ["observedUntil", "observedUntil"]]) if (telling[key]) say(subject, own(property), typed(telling[key], "date"));
      if (telling.confidence != null) say(subject, own("confidence"), typed(telling.confidence, "decimal"));
      for (const [property, code] of [["status", telling.status], ["kind", telling.kind], ["rank", telling.rank], ...(telling.areas || []).map(area => ["area", area])]) if (code) say(subject, own(property), iriOf(code));
      for (const i of telling.quotes) {
        const quote = DATA.quotes[i], evidence = full("evidence:" + stateCode(quote.source) + "/" + quote.start + "-" + quote.end), selector = "<" + evidence + "/selector>";
        say(subject, own("evidence"), "<" + evidence + ">");
        say("<" + evidence + ">", oa("hasSource"), iriOf(quote.source));
        say("<" + evidence + ">", oa("hasSelector"), selector);
        say(selector, oa("exact"), literal(quote.text, quote.language));
        say(selector, oa("start"), typed(quote.start, "nonNegativeInteger"));
        say(selector, oa("end"), typed(quote.end, "nonNegativeInteger"));
      }
    }
  }
  for (const id of ends) {
    const node = NODE.get(id);
    say(iriOf(id), "a", own(NODE_KINDS.get(node.kind).class));
    for (const [code, text] of Object.entries(node.label || {})) say(iriOf(id), label, literal(text, code));
  }
  return [...out].sort().join("\n") + "\n";
}
function copyLink() {
  keep();
  const done = () => announce(t("copied"));
  if (navigator.clipboard) navigator.clipboard.writeText(location.href).then(done, () => prompt(t("copyLink"), location.href));
  else prompt(t("copyLink"), location.href);
}
function listenToExports() {
  const act = (id, run) => $(id).addEventListener("click", () => { $("menu").open = false; run(); });
  act("x-png", savePng);
  act("x-svg", () => keepFile("network.svg", svgText(), "image/svg+xml"));
  act("x-csv", () => keepFile("facts.csv", csvText(), "text/csv;charset=utf-8"));
  act("x-ttl", () => keepFile("facts.ttl", turtleText(), "text/turtle;charset=utf-8"));
  act("x-link", copyLink);
  act("x-print", () => print());
}
