// One loop: something is chosen, the facts are sifted, everything that shows them is drawn, the address follows.
function refresh(options = {}) {
  sift();
  redraw();
  drawFacets();
  drawTime();
  drawDetails();
  keep();
  if (options.fit) frame();
}
// The part of the picture that matters fills the window: what is selected and its neighbours, else all that is drawn.
function frame() {
  if (view.mode === "table") return;
  if (view.mode === "network" && view.node && !view.steps && !view.path) picture.fit([view.node, ...neighbours(view.node)]);
  else picture.fit();
}
function select(id, { move = false, fact = null } = {}) {
  const before = view.node;
  Object.assign(view, { node: id, fact, path: null });
  if (id) view.pair = null;
  if (id && view.mode === "states") view.mode = "network";
  if (id && view.steps && before !== id && !around(before ?? id, view.steps).has(id)) view.steps = 0;
  if (id && DATA.nodes.length > most() && !view.steps) view.steps = 1;
  refresh();
  $("right").scrollTop = 0;
  if (id) announce(t("opened", { name: name(id), facts: t("facts", { n: (shownOf.get(id) || []).length }) }));
  if (id && move) frame();
}
function focusOn(id, steps) {
  Object.assign(view, { node: id, steps, path: null, mode: view.mode === "states" ? "network" : view.mode });
  refresh({ fit: true });
}
function showPath(from, to) {
  Object.assign(view, { node: from, path: to, steps: 0, pair: null, mode: "network" });
  refresh({ fit: true });
}
function openPair(pair) {
  Object.assign(view, { pair, node: null, fact: null, path: null, steps: 0, mode: "network" });
  refresh({ fit: true });
}
function setMode(mode) {
  if (mode === view.mode) return;
  Object.assign(view, { mode, path: mode === "states" ? null : view.path });
  if (mode === "states") Object.assign(view, { node: null, fact: null, steps: 0 });
  touched = false;
  refresh({ fit: true });
}
function theme(which) {
  document.documentElement.dataset.theme = which;
  for (const each of [plain, large]) each?.dress();
  refresh();
}
function toggleFilters(open) {
  document.body.classList.toggle("filters-open", open);
  $("b-filters").setAttribute("aria-expanded", String(document.body.classList.contains("filters-open")));
}
function tipAt(text, at) {
  const tip = $("tip");
  tip.textContent = text;
  tip.hidden = false;
  tip.style.left = Math.max(4, Math.min(at.x + 14, $("stage").clientWidth - 300)) + "px";
  tip.style.top = at.y + 16 + "px";
}
const isolate = text => "\u2068" + text + "\u2069";
const onScene = {
  click(node, line, event) {
    if (view.mode === "states") {
      if (node) { setMode("network"); select(node, { move: true }); }
      else { view.pair = line; view.node = null; refresh(); }
      return;
    }
    if (node && event?.shiftKey && view.node && node !== view.node) { showPath(view.node, node); return; }
    if (node) { select(node); walkFrom = node; return; }
    const fact = line && FACT.get(line);
    if (!fact) { if (view.node || view.fact) { Object.assign(view, { node: null, fact: null, path: null, steps: 0 }); refresh(); } return; }
    select(view.node && (fact.s === view.node || fact.o === view.node) ? view.node : fact.s, { fact: line });
    const row = $("right").querySelector('[data-fact="' + CSS.escape(line) + '"]');
    if (row) { row.classList.add("chosen"); row.scrollIntoView({ block: "center" }); }
  },
  double(node, line) {
    if (view.mode === "states" && line) openPair(line);
    else if (node && view.mode === "network") { if (growing()?.missing(node)) growing().expand(node); else focusOn(node, 1); }
  },
  hover(node, line, at) {
    const fact = FACT.get(line);
    if (node) tipAt(kindWord(NODE.get(node).kind) + " · " + isolate(name(node)) + (dateOf(node) ? " · " + isolate(dateOf(node)) : ""), at);
    else if (fact) tipAt(isolate(name(fact.s)) + " · " + relationText(fact) + " · " + isolate(name(fact.o)), at);
    else if (view.mode === "states" && line) tipAt(pairEnds(line).map(name).map(isolate).join(" – ") + ": " + t("shared", { n: (sharedByPair().get(line) || { size: 0 }).size }), at);
  },
  leave() { $("tip").hidden = true; },
  touched() { if (!touched) { touched = true; drawNote(); } },
  drawn() { window.comity.drawn ||= performance.now(); },
};
function speakAll() { speak(); INDEX = null; }
function listen() {
  for (const mode of ["network", "states", "table"]) $("m-" + mode).addEventListener("click", () => setMode(mode));
  $("b-clear").addEventListener("click", () => { clearFilters(); refresh({ fit: true }); });
  $("b-filters").addEventListener("click", () => toggleFilters());
  $("b-close").addEventListener("click", () => { toggleFilters(false); $("b-filters").focus(); });
  $("b-theme").addEventListener("click", () => theme(isDark() ? "light" : "dark"));
  $("conf").addEventListener("input", e => { view.conf = +e.target.value; refresh(); });
  $("language").addEventListener("change", e => { language = e.target.value; speakAll(); refresh(); });
  $("skip").addEventListener("click", e => { e.preventDefault(); setMode("table"); $("facts-table").focus(); });
  $("z-in").addEventListener("click", () => picture.zoom(1.3));
  $("z-out").addEventListener("click", () => picture.zoom(1 / 1.3));
  $("z-fit").addEventListener("click", () => picture.fit());
  listenToTime();
  listenToSearch();
  listenToExports();
  listenToKeys();
  let wait, size = null;
  new ResizeObserver(([{ contentRect: { width, height } }]) => {
    const now = width + " " + height, first = size === null;
    if (size === now) return;
    size = now;
    if (first) return;
    clearTimeout(wait);
    wait = setTimeout(() => { if (!touched) frame(); }, 120);
  }).observe($("picture"));
  window.addEventListener("hashchange", async () => {
    const text = location.hash.slice(1);
    if (text === fragment()) return;
    await growing()?.fetchNamed(text);
    open(text);
  });
  // Paper is white and holds the whole table.
  let before = null;
  window.addEventListener("beforeprint", () => { before = [document.documentElement.dataset.theme, sorting.rows]; sorting.rows = Infinity; theme("light"); });
  window.addEventListener("afterprint", () => { if (before) { sorting.rows = before[1]; theme(before[0]); before = null; } });
}
function open(text) {
  keeping = true;
  view = understand(text);
  speakAll();
  refresh({ fit: true });
  keeping = false;
  keep();
}
async function begin() {
  document.documentElement.dataset.theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  window.comity = {};
  index(await unpack("content"));
  // An old browser that cannot unpack the other languages keeps the one in which the page was made.
  if (window.DecompressionStream) Object.assign(LABELS, await unpack("other-labels"));
  else $("language").hidden = true;
  plain = visPicture($("canvas"));
  plain.on(onScene);
  if (window.sigmaView && (FORCED || hasGraphicsProcessor())) {
    $("webgl").hidden = false;
    large = sigmaPicture($("webgl"));
    large.on(onScene);
  }
  usePicture(plain);
  $("hint-expand").hidden = !growing();
  listen();
  await growing()?.fetchNamed(location.hash.slice(1));
  open(location.hash.slice(1) || new URLSearchParams(CHOICE).toString());
  // The first search finds its index made, except in very large graphs on the first key.
  (window.requestIdleCallback ?? setTimeout)(searchIndex);
  Object.defineProperty(window.comity, "picture", { get: () => picture });
  Object.assign(window.comity, { missing: () => DATA.nodes.find(node => growing()?.missing(node.id))?.id ?? null, view: () => view, find, select, refresh, data: DATA, csv: csvText, turtle: turtleText, svg: svgText, ready: true });
}
begin();
