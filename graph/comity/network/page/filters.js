// Which facts pass the filters. Each fact gets one bit for every filter that it fails, so that what one more choice
// would leave is known without asking again.
const FAILS = { kinds: 1, state: 2, area: 4, status: 8, source: 16, conf: 32, time: 64 };
let shown = [], shownNodes = new Set(), shownOf = new Map();
const lowest = day => day.length === 4 ? day + "-01-01" : day.length === 7 ? day + "-01" : day;
const highest = day => day.length === 4 ? day + "-12-31" : day.length === 7 ? day + "-31" : day;
const meets = (some, chosen) => { for (const x of chosen) if (some.has(x)) return true; return false; };
function fails(fact) {
  let bits = 0;
  if (view.off.size && meets(fact.kinds, view.off)) bits |= FAILS.kinds;
  if (view.state.size && !meets(fact.states, view.state)) bits |= FAILS.state;
  if (view.area.size && !meets(fact.areas, view.area)) bits |= FAILS.area;
  if (view.status.size && !meets(fact.statuses, view.status)) bits |= FAILS.status;
  if (view.source.size && !meets(fact.sources, view.source)) bits |= FAILS.source;
  if (fact.conf < view.conf) bits |= FAILS.conf;
  if (!inTime(fact)) bits |= FAILS.time;
  return bits;
}
function inTime(fact) {
  if (view.day) {
    fact.standing = standing(fact, view.day);
    return fact.standing === 2 || (fact.standing === 1 && view.undated);
  }
  fact.standing = 2;
  if (!fact.spans.length) return view.undated;
  if (!view.from && !view.until) return true;
  const from = view.from ? lowest(view.from) : "", until = view.until ? highest(view.until) : "9999";
  return fact.spans.some(([first, last]) => first <= until && last >= from);
}
// How an office or agreement stood on a day: 2 it stood, 1 it may have, 0 it did not (or the fact is no such thing).
function standing(fact, day) {
  if (fact.kind !== "tenure" && fact.kind !== "agreement") return 0;
  return Math.max(...fact.told.map(telling => fact.kind === "tenure" ? held(telling, day) : inForce(telling, day)));
}
function held(telling, day) {
  if (telling.former) return 0;
  if ((telling.validFrom && day < telling.validFrom) || (telling.validUntil && day > telling.validUntil)) return 0;
  const from = [telling.validFrom, telling.observedFrom].filter(Boolean).sort()[0];
  const until = telling.validUntil ?? telling.observedUntil;
  return from && until && from <= day && day <= until ? 2 : 1;
}
function inForce(telling, day) {
  if (telling.status === "status:planned" || (telling.from && day < telling.from)) return 0;
  if ((telling.validFrom && day < telling.validFrom) || (telling.validUntil && day > telling.validUntil)) return 0;
  return telling.validFrom && telling.validUntil ? 2 : 1;
}
function sift() {
  shown = [];
  shownOf = new Map();
  shownNodes = new Set();
  for (const fact of DATA.facts) {
    fact.fails = fails(fact);
    if (fact.fails) continue;
    shown.push(fact);
    for (const id of fact.s === fact.o ? [fact.s] : [fact.s, fact.o]) (shownOf.get(id) || shownOf.set(id, []).get(id)).push(fact);
  }
  for (const id of shownOf.keys()) shownNodes.add(id);
  // What has no line at all is shown as long as nothing but classes is filtered.
  const bare = !(view.state.size || view.area.size || view.status.size || view.source.size || view.conf || view.from || view.until || view.day || !view.undated);
  if (bare) for (const node of DATA.nodes) if (!FACTS_OF.get(node.id).length && !view.off.has(node.kind)) shownNodes.add(node.id);
}
const left = (facet, has) => DATA.facts.reduce((n, fact) => n + (!(fact.fails & ~FAILS[facet]) && has(fact) ? 1 : 0), 0);
const neighbours = id => [...new Set((shownOf.get(id) || []).map(fact => otherEnd(fact, id)))];
function around(id, steps) {
  let edge = [id];
  const seen = new Set(edge);
  for (let i = 0; i < steps; i++) {
    edge = edge.flatMap(neighbours).filter(other => !seen.has(other) && seen.add(other));
  }
  return seen;
}
// The shortest way between two nodes over the facts shown; among equals the first in order, so that it repeats.
function pathBetween(a, b) {
  const before = new Map([[a, null]]);
  for (const queue = [a]; queue.length;) {
    const id = queue.shift();
    if (id === b) {
      const steps = [];
      for (let at = b; at != null; at = before.get(at)) steps.unshift(at);
      return steps;
    }
    for (const other of neighbours(id).sort()) if (!before.has(other)) { before.set(other, id); queue.push(other); }
  }
  return null;
}
// The facts and nodes within the focus, the path or the pair that is looked at.
function scope() {
  if (view.path) {
    const steps = pathBetween(view.node, view.path) || [view.node, view.path];
    const links = new Set(steps.slice(1).flatMap((id, i) => [id + " " + steps[i], steps[i] + " " + id]));
    return { steps, nodes: new Set(steps), facts: shown.filter(fact => links.has(fact.s + " " + fact.o)) };
  }
  let nodes = null;
  if (view.pair && !view.node) nodes = ofPair(view.pair);
  else if (view.steps && view.node) nodes = around(view.node, view.steps);
  if (!nodes) return { nodes: shownNodes, facts: shown };
  return { nodes: new Set([...nodes].filter(id => shownNodes.has(id))), facts: shown.filter(fact => nodes.has(fact.s) && nodes.has(fact.o)) };
}
