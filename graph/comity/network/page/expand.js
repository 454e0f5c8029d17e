// A page that a server gave shows a part of its graph, and fetches what is round a node where somebody asks for it. What
// came is added: whatever is drawn already keeps its place. A page in a file has no server, and does not carry this.
const growth = { missing, expand: expandNode, busy: id => fetching.has(id), fetchNamed };
// So many new neighbours come at a time; the server gives no more than so many nodes at once.
const PORTION = 60, SERVED = 1000, PATIENCE = 30000, ROOM = { x: 112, y: 64 };
let noticeTimer;
const fetching = new Set();
const present = id => new Set(FACTS_OF.get(id).map(fact => otherEnd(fact, id)).filter(other => other !== id)).size;
// How many neighbours the whole graph has for a node that are not here yet.
function missing(id) { return Math.max(0, (DATA.degrees?.[id] ?? 0) - present(id)); }
function notify(text) {
  notice = text;
  announce(text);
  drawNote();
  clearTimeout(noticeTimer);
  noticeTimer = setTimeout(() => { notice = ""; drawNote(); }, 9000);
}
async function fetchAround(id) {
  const most = Math.min(SERVED, (NODE.has(id) ? present(id) : 0) + 1 + PORTION);
  const answer = await fetch(CHOICE.expand + "?" + new URLSearchParams({ iri: id, steps: 1, most }), { headers: { Accept: "application/json" }, credentials: "omit", signal: AbortSignal.timeout(PATIENCE) });
  if (!answer.ok) throw new Error((await answer.json()).detail ?? answer.statusText);
  return answer.json();
}
// Nodes that are new are shown with their neighbour selected among all that is here.
async function expandNode(id) {
  if (fetching.has(id) || !missing(id)) return;
  fetching.add(id);
  drawDetails();
  announce(t("expanding", { name: name(id) }));
  let text;
  try {
    const fresh = merge(await fetchAround(id));
    Object.assign(view, { node: id, fact: null, pair: null, path: null, steps: 0, mode: view.mode === "states" ? "network" : view.mode });
    text = t("expanded", { n: fresh.length }) + (missing(id) ? " · " + t("notYet", { n: missing(id) }) : "");
    refresh();
    if (view.mode === "network" && !mostlySeen(fresh)) picture.fit([id, ...fresh]);
  } catch (error) {
    text = t("expandFailed", { name: name(id) }) + " " + error.message;
  }
  fetching.delete(id);
  drawDetails();
  notify(text);
  $("b-expand")?.focus({ preventScroll: true });
}
function mostlySeen(ids) {
  const { clientWidth: wide, clientHeight: high } = $("picture"), drawn = ids.filter(id => shownNodes.has(id) && picture.place(id));
  const seen = drawn.filter(id => { const { x, y } = picture.onScreen(id); return x > 0 && y > 0 && x < wide && y < high; });
  return 2 * seen.length >= drawn.length;
}
// Lists of a part refer by index within it: what is here already is found by what it says, the rest is numbered anew.
function merge(part) {
  const added = (list, come, key) => {
    const at = new Map(list.map((item, i) => [key(item), i]));
    return come.map(item => at.get(key(item)) ?? (at.set(key(item), list.push(item) - 1), list.length - 1));
  };
  const quotes = added(DATA.quotes, part.quotes, quote => JSON.stringify([quote.source, quote.start, quote.end, quote.text, quote.language]));
  for (const telling of part.tellings) telling.quotes = telling.quotes.map(i => quotes[i]);
  const tellings = added(DATA.tellings, part.tellings, telling => JSON.stringify([telling.graph, telling.of]));
  const fresh = part.nodes.filter(node => !NODE.has(node.id)).map(node => node.id);
  for (const kind of ["nodes", "facts"]) {
    for (const thing of part[kind]) if (thing.t) thing.t = thing.t.map(i => tellings[i]);
    added(DATA[kind], part[kind], thing => thing.id).forEach((at, i) => {
      const here = DATA[kind][at], come = part[kind][i];
      if (come.t) here.t = [...new Set([...(here.t ?? []), ...come.t])];
    });
  }
  added(DATA.sources, part.sources, source => source.id);
  added(DATA.matches, part.matches, match => match.a + " " + match.b);
  DATA.codes = { ...part.codes, ...DATA.codes };
  DATA.degrees = { ...DATA.degrees, ...part.degrees };
  index(DATA);
  INDEX = null;
  settle(part, fresh);
  return fresh;
}
// New nodes stand where the server puts them round their neighbour, or at the next place outwards that is free.
function settle(part, fresh) {
  const given = new Map(part.positions.map(place => [place.id, place])), all = [...PLACES.values()];
  const centre = PLACES.get(part.focus) ?? { x: 0, y: all.reduce((low, place) => Math.max(low, place.y), 0) + (all.length ? 420 : 0) };
  const free = freePlaces(all, ROOM);
  for (const id of fresh) {
    const { x, y } = given.get(id) ?? { x: 0, y: 0 };
    PLACES.set(id, { id, ...free(centre.x + x, centre.y + y) });
  }
  const freeOfStates = freePlaces(Object.values(STATE_PLACES).map(([x, y]) => ({ x, y })), { x: 190, y: 190 });
  for (const id of fresh.filter(id => NODE.get(id).kind === "state")) { const { x, y } = freeOfStates(0, 0); STATE_PLACES[id] = [x, y]; }
}
function freePlaces(taken, room) {
  const cells = new Map(), cell = (x, y) => Math.floor(x / room.x) + " " + Math.floor(y / room.y);
  const take = place => { const key = cell(place.x, place.y); (cells.get(key) || cells.set(key, []).get(key)).push(place); return place; };
  const crowded = (x, y) => [-1, 0, 1].some(i => [-1, 0, 1].some(j => cells.get(cell(x + i * room.x, y + j * room.y))?.some(place => Math.abs(place.x - x) < room.x && Math.abs(place.y - y) < room.y)));
  taken.forEach(take);
  return (x, y) => {
    for (let i = 0; ; i++) {
      const turn = i * 2.39996, far = 0.5 * room.y * Math.sqrt(i), at = { x: Math.round(x + far * Math.cos(turn)), y: Math.round(y + far * Math.sin(turn)) };
      if (!crowded(at.x, at.y)) return take(at);
    }
  };
}
// What a link names that is not in the part which the page began with.
async function fetchNamed(text) {
  const id = new URLSearchParams(text).get("n");
  if (!id || NODE.has(id)) return;
  try { merge(await fetchAround(id)); } catch (error) { notice = error.message; }
}
