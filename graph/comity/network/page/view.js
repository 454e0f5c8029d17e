// What is being looked at, and its form in the address, so that a link shows the same.
const fresh = () => ({ mode: null, node: null, fact: null, pair: null, steps: 0, path: null, off: new Set(), state: new Set(), area: new Set(), status: new Set(), source: new Set(), conf: 0, from: null, until: null, undated: true, day: null });
let view = fresh();
const SETS = { off: "off", state: "state", area: "area", status: "status", source: "source" };
const pairKey = (a, b) => [stateCode(a), stateCode(b)].sort().join("-");
const pairEnds = pair => pair.split("-").map(code => "state:" + code);
const defaultMode = () => DATA.nodes.length > OPEN_AS_NETWORK ? "states" : "network";
const DAY = /^\d{4}(-\d\d(-\d\d)?)?$/;
function fragment() {
  const words = new URLSearchParams();
  if (view.mode !== defaultMode()) words.set("view", view.mode);
  if (view.node) words.set("n", view.node);
  if (view.fact) words.set("f", view.fact);
  if (view.pair) words.set("pair", view.pair);
  if (view.steps) words.set("steps", view.steps);
  if (view.path) words.set("path", view.path);
  for (const [key, word] of Object.entries(SETS)) if (view[key].size) words.set(word, [...view[key]].sort().join(" "));
  if (view.conf) words.set("conf", view.conf);
  if (view.from) words.set("from", view.from);
  if (view.until) words.set("to", view.until);
  if (!view.undated) words.set("undated", "0");
  if (view.day) words.set("day", view.day);
  if (language !== LANGUAGE_GIVEN) words.set("lang", language);
  if (FORCED) words.set("renderer", "webgl");
  return words.toString();
}
// `renderer=webgl` in the address asks for WebGL even where software draws it.
const FORCED = /[#&]renderer=webgl\b/.test(location.hash);
const LANGUAGE_GIVEN = document.documentElement.lang;
// What the address says; what it says of things that are not in this graph is left out.
function understand(text) {
  const words = new URLSearchParams(text), get = key => words.get(key), next = fresh();
  const list = (key, known) => new Set((get(key) || "").split(" ").filter(known));
  next.node = NODE.has(get("n")) ? get("n") : null;
  next.fact = FACT.has(get("f")) ? get("f") : null;
  const ends = /^[\w-]+-[\w-]+$/.test(get("pair") || "") ? pairEnds(get("pair")) : [];
  next.pair = ends.length === 2 && ends.every(id => NODE.has(id)) ? get("pair") : null;
  next.steps = next.node ? Math.min(3, Math.max(0, Math.trunc(+get("steps")) || 0)) : 0;
  next.path = next.node && NODE.has(get("path")) ? get("path") : null;
  next.off = list("off", kind => ALL_KINDS.includes(kind));
  next.state = list("state", id => NODE.get(id)?.kind === "state");
  next.area = list("area", code => code in DATA.codes);
  next.status = list("status", code => code in DATA.codes);
  next.source = list("source", id => SOURCE.has(id));
  next.conf = Math.min(0.95, Math.max(0, +get("conf") || 0));
  next.from = DAY.test(get("from")) ? get("from") : null;
  next.until = DAY.test(get("to")) ? get("to") : null;
  next.undated = get("undated") !== "0";
  next.day = /^\d{4}-\d\d-\d\d$/.test(get("day") || "") ? get("day") : null;
  next.mode = ["network", "states", "table"].includes(get("view")) ? get("view") : next.node || next.pair ? "network" : defaultMode();
  if (get("lang") in LABELS) language = get("lang");
  return next;
}
let keeping = false;
function keep() {
  // A frame in a notebook has no address of its own.
  if (keeping || location.protocol === "about:") return;
  const text = fragment();
  if (text !== location.hash.slice(1)) history.replaceState(null, "", "#" + text);
}
const isFiltered = () => Object.keys(SETS).some(key => view[key].size) || view.conf > 0 || view.from || view.until || !view.undated || view.day;
function clearFilters() {
  const { mode, node, fact, pair, steps, path } = view;
  view = Object.assign(fresh(), { mode, node, fact, pair, steps, path });
}
