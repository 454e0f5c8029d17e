// The graph as the page holds it: indexes over nodes, facts and their tellings.
let DATA, NODE, FACT, SOURCE, FACTS_OF, MATCHES_OF, FIRST_YEAR, LAST_YEAR, BARS_FROM;
async function unpack(id) {
  const block = $(id);
  if (block.dataset.encoding !== "gzip") return JSON.parse(block.textContent);
  const bytes = Uint8Array.from(atob(block.textContent), c => c.charCodeAt(0));
  return JSON.parse(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text());
}
function index(content) {
  DATA = content;
  NODE = new Map(DATA.nodes.map(node => [node.id, node]));
  FACT = new Map(DATA.facts.map(fact => [fact.id, fact]));
  SOURCE = new Map(DATA.sources.map(source => [source.id, source]));
  FACTS_OF = new Map(DATA.nodes.map(node => [node.id, []]));
  MATCHES_OF = by(DATA.matches.flatMap(match => [[match.a, match], [match.b, match]]), pair => pair[0]);
  for (const node of DATA.nodes) for (const i of node.t || []) if (DATA.tellings[i].kind) node.form = DATA.tellings[i].kind;
  for (const fact of DATA.facts) {
    FACTS_OF.get(fact.s).push(fact);
    if (fact.o !== fact.s) FACTS_OF.get(fact.o).push(fact);
    describe(fact);
  }
  const first = DATA.facts.filter(fact => fact.years.length).map(fact => fact.years[0]).sort((a, b) => a - b);
  FIRST_YEAR = first[0] ?? Infinity;
  LAST_YEAR = DATA.facts.reduce((last, fact) => fact.years.reduce((a, b) => Math.max(a, b), last), -Infinity);
  // Some early years must not flatten all others: what is before the last 45 years, and the first twentieth of all dated
  // facts where these lie long before the rest, is one bar.
  const bulk = first[Math.floor(first.length / 20)] ?? FIRST_YEAR;
  BARS_FROM = Math.max(FIRST_YEAR, LAST_YEAR - 45, bulk - FIRST_YEAR > 5 ? bulk - 1 : FIRST_YEAR);
  number_parallel();
}
// What filters and panels ask of a fact, gathered from all that its tellings say.
function describe(fact) {
  const told = fact.told = fact.t.map(i => DATA.tellings[i]);
  const quotes = told.flatMap(telling => telling.quotes.map(i => DATA.quotes[i]));
  fact.conf = Math.max(...told.map(telling => telling.confidence ?? 1));
  fact.spans = told.map(telling => span(telling, fact.kind)).filter(Boolean);
  fact.years = [...new Set(fact.spans.flatMap(yearsOf))];
  fact.date = told.map(telling => telling.date).find(Boolean) ?? (fact.spans[0] ? shortSpan(fact.spans[0]) : "");
  fact.sources = new Set(quotes.map(quote => quote.source));
  fact.areas = new Set(told.flatMap(telling => telling.areas || []));
  fact.statuses = new Set(told.map(telling => telling.status).filter(Boolean));
  fact.states = new Set([fact.s, fact.o, fact.accreditedTo, ...(NODE.get(fact.s).states || [])].filter(id => NODE.get(id)?.kind === "state"));
  fact.kinds = new Set([fact.kind, NODE.get(fact.s).kind, NODE.get(fact.o).kind]);
}
// The days that bound what a telling says, or null: of an office, those on which it was held or seen to be held.
function span(telling, kind) {
  const first = kind === "tenure" ? telling.validFrom ?? telling.observedFrom ?? telling.from : telling.from ?? telling.validFrom ?? telling.observedFrom;
  const last = kind === "tenure" ? telling.validUntil ?? telling.observedUntil ?? telling.to : telling.to ?? telling.validUntil ?? telling.observedUntil;
  return first || last ? [first ?? last, last ?? first] : null;
}
const yearsOf = ([first, last]) => { const a = +first.slice(0, 4), b = Math.min(+last.slice(0, 4), a + 60); return Array.from({ length: b - a + 1 }, (_, i) => a + i); };
const shortSpan = ([first, last]) => first === last ? first : first.slice(0, 4) === last.slice(0, 4) ? first.slice(0, 4) : first.slice(0, 4) + "/" + last.slice(0, 4);
// Facts between the same two are separate lines, fanned out: fact.curve is the share of the fan, 0 for the straight one.
function number_parallel() {
  for (const facts of by(DATA.facts, fact => fact.s < fact.o ? fact.s + " " + fact.o : fact.o + " " + fact.s).values()) {
    facts.forEach((fact, i) => {
      const place = i - (facts.length - 1) / 2, step = Math.min(0.24, 0.8 / facts.length);
      fact.curve = place * step * (fact.s < fact.o ? 1 : -1);
    });
  }
}
const otherEnd = (fact, id) => fact.s === id ? fact.o : fact.s;
