// What the page was given, and the state of the view. All scripts are joined in one function and share these names.
const $ = id => document.getElementById(id);
const read = id => JSON.parse($(id).textContent);
const LABELS = read("labels"), KINDS = read("kinds"), SPACES = read("namespaces"), CHOICE = read("choice");
const PLACES = new Map(read("positions").map(place => [place.id, place]));
const STATE_PLACES = read("state-positions");
// Up to so many nodes the page opens as a network; never more than so many are drawn in vis-network.
const OPEN_AS_NETWORK = 400, DRAWN = 1000, WEAK = 0.75;
const NODE_KINDS = new Map(KINDS.nodes.map(kind => [kind.kind, kind]));
const LINE_KINDS = new Map(KINDS.lines.map(kind => [kind.kind, kind]));
const EVENTS = new Set(KINDS.events);
const ALL_KINDS = [...NODE_KINDS.keys(), ...LINE_KINDS.keys()];
// What expand.js does; only pages that a server gave carry it.
const growing = () => typeof growth === "undefined" ? null : growth;
const reduced = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const by = (list, key) => { const map = new Map(); for (const item of list) { const k = key(item); (map.get(k) || map.set(k, []).get(k)).push(item); } return map; };
