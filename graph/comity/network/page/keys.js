// The keyboard: / search, arrows walk the neighbours of where one stands, Enter reads the details, F focuses, E
// fetches more neighbours, 1 to 3 choose the steps, Escape goes back one thing at a time.
let walkFrom = null;
function walk(by) {
  if (!view.node) { const first = busiest(); if (first) select(first, { move: true }); walkFrom = null; return; }
  if (!walkFrom || (walkFrom !== view.node && !neighbours(walkFrom).includes(view.node))) walkFrom = view.node;
  const order = new Intl.Collator(language), round = neighbours(walkFrom).sort((a, b) => order.compare(name(a), name(b)) || (a < b ? -1 : 1));
  if (!round.length) return;
  const at = round.indexOf(view.node), from = walkFrom;
  select(round[at < 0 ? (by > 0 ? 0 : round.length - 1) : (at + by + round.length) % round.length], { move: true });
  walkFrom = from;
}
const busiest = () => [...shownOf].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))[0]?.[0];
function leave() {
  if (view.path) view.path = null;
  else if (view.steps) view.steps = 0;
  else { view.node = view.fact = view.pair = null; walkFrom = null; }
  refresh();
}
function listenToKeys() {
  document.addEventListener("keydown", e => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === "Escape") { if ($("menu").open) { $("menu").open = false; $("menu").querySelector("summary").focus(); } else if (document.body.classList.contains("filters-open")) toggleFilters(false); else leave(); return; }
    if (e.target.closest("input,select,textarea")) return;
    if (e.key === "/") { e.preventDefault(); $("q").focus(); }
    else if (e.key.toLowerCase() === "f" && view.node) focusOn(view.node, view.steps ? 0 : 1);
    else if (e.key.toLowerCase() === "e" && view.node) growing()?.expand(view.node);
    else if (/^[1-3]$/.test(e.key) && view.node) focusOn(view.node, +e.key);
    else if (document.activeElement === $("picture")) onPicture(e);
  });
}
function onPicture(e) {
  const ahead = document.documentElement.dir === "rtl" ? -1 : 1;
  const way = { ArrowRight: ahead, ArrowLeft: -ahead, ArrowDown: 1, ArrowUp: -1 }[e.key];
  if (way) { e.preventDefault(); walk(way); }
  else if (e.key === "Enter" && view.node) { walkFrom = view.node; $("right").focus(); }
  else if (e.key === "+" || e.key === "=") picture.zoom(1.25);
  else if (e.key === "-") picture.zoom(0.8);
  else if (e.key === "0") picture.fit();
}
