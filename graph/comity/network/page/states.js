// Pairs of states: what each pair shares under the filters. Width and number of a line are the count of its events,
// agreements and cooperations.
function sharedByPair() {
  const pairs = new Map(), add = (a, b, thing) => { const key = pairKey(a, b); (pairs.get(key) || pairs.set(key, new Set()).get(key)).add(thing); };
  const events = new Set();
  for (const fact of shown) {
    if (fact.kind === "cooperation") add(fact.s, fact.o, fact.id);
    else if (EVENTS.has(fact.kind)) events.add(fact.s);
  }
  for (const id of events) {
    const states = NODE.get(id).states || [];
    states.forEach((a, i) => { for (const b of states.slice(i + 1)) if (shownNodes.has(a) && shownNodes.has(b)) add(a, b, id); });
  }
  return pairs;
}
// What belongs to a pair: its two states, what they share, and all that is linked to that but third states.
function ofPair(pair) {
  const [a, b] = pairEnds(pair), nodes = new Set([a, b]);
  for (const node of DATA.nodes) {
    if (!EVENTS.has(node.kind) || !node.states?.includes(a) || !node.states.includes(b)) continue;
    nodes.add(node.id);
    for (const fact of FACTS_OF.get(node.id)) if (NODE.get(otherEnd(fact, node.id)).kind !== "state") nodes.add(otherEnd(fact, node.id));
  }
  return nodes;
}
const dateOf = id => { const dates = (NODE.get(id).t || []).map(i => DATA.tellings[i].date).filter(Boolean).sort(); return dates[0] || ""; };
// Few pairs: wide lines with their numbers. Many: thin and faint ones, of which the heavy stand out.
const CROWD = 60;
const weightOf = (n, top, crowd) => crowd ? 0.7 + 8 * (n / top) ** 1.3 : 1.5 + 3.2 * Math.log2(1 + n);
const strengthOf = (n, top, crowd) => crowd ? Math.round(100 * (0.13 + 0.6 * Math.sqrt(n / top))) / 100 : 0.5;
function statesScene() {
  const pairs = [...sharedByPair()].sort((x, y) => y[1].size - x[1].size || (x[0] < y[0] ? -1 : 1));
  const total = new Map();
  for (const [pair, things] of pairs) for (const id of pairEnds(pair)) total.set(id, (total.get(id) || 0) + things.size);
  const drawn = pairs.slice(0, 1500).reverse(), crowd = drawn.length > CROWD, top = pairs[0]?.[1].size ?? 1;
  const chosen = new Set(view.pair ? pairEnds(view.pair) : []), back = !chosen.size ? 1 : crowd ? 0.4 : 0.7;
  const nodes = [...total].sort().map(([id, n]) => ({ id, kind: "state", x: STATE_PLACES[id][0], y: STATE_PLACES[id][1], size: crowd ? 14 + 2.8 * Math.log2(1 + n) : 20 + 5.5 * Math.log2(1 + n), label: name(id), state: true, dim: false, chosen: chosen.has(id) }));
  const lines = drawn.map(([pair, things]) => {
    const on = view.pair === pair, width = weightOf(things.size, top, crowd);
    return { id: pair, from: pairEnds(pair)[0], to: pairEnds(pair)[1], width: on ? Math.max(5, width) : width, strength: back * strengthOf(things.size, top, crowd), tone: on ? "lit" : "pair", label: !crowd ? number(things.size) : "", curve: 0, dash: false, arrow: false };
  });
  return { nodes, lines, all: total.size, pairs: pairs.length };
}
