// The query page: the editor, running a query, its examples, its link, its downloads, and the passages beside facts.
"use strict";
(() => {
  const at = (id) => document.getElementById(id);
  const area = at("query"), form = at("ask"), status = at("status"), result = at("result"), tabs = document.querySelector(".tabs");
  const WORDS = JSON.parse(at("words").textContent);
  const ROWS = { json: "JSON", csv: "CSV", tsv: "TSV", xml: "XML" };
  const GRAPHS = { turtle: "Turtle", ntriples: "N-Triples", jsonld: "JSON-LD", rdfxml: "RDF/XML" };
  let answer = null, passages = new Map(), shown = "table", running = null;

  const editor = (() => {
    if (typeof Yasqe === "undefined") return null;
    const completer = {
      name: "comity", bulk: true, autoShow: false, persistenceId: null,
      isValidCompletionPosition: (yasqe) => !/string|comment/.test(yasqe.getTokenAt(yasqe.getDoc().getCursor()).type || ""),
      preProcessToken: (yasqe, token) => ({ ...token, autocompletionString: token.string.trim() }),
      postProcessSuggestion: (yasqe, token, suggested) => suggested,
      get: () => WORDS.map(([name]) => name),
    };
    Yasqe.registerAutocompleter(completer, false);
    const host = document.createElement("div");
    area.after(host);
    area.hidden = true;
    const yasqe = new Yasqe(host, {
      value: area.value, persistenceId: null, prefixCcApi: null, consumeShareLink: null, createShareableLink: null,
      createShortLink: undefined, showQueryButton: false, resizeable: false, collapsePrefixesOnLoad: true,
      autocompleters: ["variables", "comity"], extraKeys: { "Ctrl-Enter": () => run(), "Cmd-Enter": () => run(), Tab: false, "Shift-Tab": false,
        "Ctrl-Space": (cm) => cm.autocomplete() },
    });
    yasqe.getInputField().setAttribute("aria-label", "SPARQL query");
    yasqe.setSize(null, "auto");
    // What a query uses of our prefixes is declared in it, so that it also runs elsewhere.
    const SPACES = JSON.parse(at("prefixes").textContent);
    const declare = () => {
      const query = yasqe.getValue(), declared = yasqe.getPrefixesFromQuery();
      const used = [...new Set([...query.matchAll(/(?<![\w:<"'/-])([a-z][\w-]*):/g)].map((found) => found[1]))];
      const missing = used.filter((name) => SPACES[name] && !declared[name]);
      if (missing.length) yasqe.addPrefixes(Object.fromEntries(missing.map((name) => [name, SPACES[name]])));
    };
    let waiting = 0;
    yasqe.on("change", () => { clearTimeout(waiting); waiting = setTimeout(declare, 600); });
    declare();
    return yasqe;
  })();
  const text = () => (editor ? editor.getValue() : area.value);
  const write = (query) => { if (editor) editor.setValue(query); else area.value = query; };

  const say = (message, bad = false) => { status.textContent = message; status.classList.toggle("bad", bad); };
  const address = (query, format) => `/sparql?query=${encodeURIComponent(query)}${format ? `&format=${format}` : ""}`;
  const ask = (query, accept, signal) => fetch("/sparql", {
    method: "POST", signal, headers: { Accept: accept, "Content-Type": "application/sparql-query" }, body: query });

  const show = (name) => {
    shown = name;
    tabs.hidden = !answer;
    for (const tab of tabs.children) tab.setAttribute("aria-selected", String(tab.dataset.show === name));
    if (!answer) return;
    result.setAttribute("aria-labelledby", `tab-${name}`);
    const raw = Results.make("pre", { dir: "auto" }, answer.lines ?? JSON.stringify(answer.rows, null, 1).slice(0, 500000));
    const views = {
      raw: () => raw,
      table: () => answer.rows?.results ? Results.table(answer.rows, passages) : answer.rows ? Results.make("p", {}, answer.rows.boolean ? "yes" : "no") : raw,
      chart: () => answer.rows?.results ? Results.chart(answer.rows) : Results.make("p", {}, "A chart needs rows."),
      network: () => Draw.network(answer.rows?.results ? Draw.ofRows(answer.rows) : answer.rows ? [] : Draw.ofTriples(answer.lines)),
    };
    result.replaceChildren(views[name]());
  };

  // Why an answer is empty: the server knows which names of the query do not exist.
  const why = async (query, signal) => {
    const reply = await fetch(`/why?query=${encodeURIComponent(query)}`, { signal, headers: { Accept: "application/json" } });
    const names = reply.ok ? (await reply.json()).unknown : [];
    return names.length ? names.join("; ") : "nothing matches; drop a pattern or a FILTER to see which";
  };

  const findPassages = async (signal) => {
    passages = new Map();
    if (!at("evidence").checked || !answer?.rows?.results || answer.rows.head.vars.includes("quote")) return;
    const facts = Results.factsOf(answer.rows);
    if (!facts.length) return;
    const found = await ask(`SELECT DISTINCT ?fact ?source ?quote { VALUES ?fact { ${facts.map((iri) => `<${iri}>`).join(" ")} }
      ?fact comity:evidence ?e . ?e oa:hasSource ?source ; oa:hasSelector/oa:exact ?quote } ORDER BY ?fact ?source`, "application/sparql-results+json", signal);
    if (!found.ok) return;
    for (const row of (await found.json()).results.bindings) {
      if (!passages.has(row.fact.value)) passages.set(row.fact.value, []);
      passages.get(row.fact.value).push(row);
    }
  };

  async function run() {
    running?.abort();
    running = new AbortController();
    const { signal } = running, query = text(), began = performance.now();
    history.replaceState(null, "", address(query));
    at("permalink").href = address(query);
    say("Asking …");
    at("stop").hidden = false;
    try {
      const reply = await ask(query, "application/sparql-results+json, application/n-triples;q=0.9", signal);
      const body = await reply.text();
      if (!reply.ok) { answer = null; show(shown); result.replaceChildren(); say(body.trim(), true); return; }
      const isGraph = (reply.headers.get("Content-Type") || "").startsWith("application/n-triples");
      answer = isGraph ? { lines: body } : { rows: JSON.parse(body) };
      await findPassages(signal);
      const n = isGraph ? body.split("\n").length - 1 : answer.rows.results?.bindings.length;
      say(`${n === undefined ? "An answer" : `${n.toLocaleString("en")} ${isGraph ? "triples" : n === 1 ? "row" : "rows"}`} in ${Math.round(performance.now() - began)} ms`
        + (n === 0 ? `: ${await why(query, signal)}` : ""));
      const formats = isGraph ? GRAPHS : ROWS;
      at("download").replaceChildren(new Option("as …", ""), ...Object.entries(formats).map(([value, name]) => new Option(name, value)));
      show(shown);
    } catch (error) {
      if (error.name === "AbortError") say("Stopped."); else { answer = null; show(shown); result.replaceChildren(); say(`The answer did not arrive whole: ${error.message}`, true); }
    } finally {
      if (running?.signal === signal) { running = null; at("stop").hidden = true; }
    }
  }

  form.addEventListener("submit", (event) => { event.preventDefault(); run(); });
  at("stop").addEventListener("click", () => running?.abort());
  at("download").addEventListener("change", (event) => {
    if (event.target.value) location.assign(address(text(), event.target.value));
    event.target.value = "";
  });
  at("evidence").addEventListener("change", async () => { await findPassages(); show(shown); });
  tabs.addEventListener("click", (event) => { if (event.target.dataset.show) show(event.target.dataset.show); });
  tabs.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const all = [...tabs.children], next = all[(all.indexOf(document.activeElement) + step + all.length) % all.length];
    next.focus();
    show(next.dataset.show);
  });
  document.querySelector(".examples ul").addEventListener("click", (event) => {
    const button = event.target.closest("[data-query]");
    if (button) { write(button.dataset.query); run(); }
  });
  at("filter").addEventListener("input", (event) => {
    const wanted = event.target.value.toLowerCase();
    for (const item of document.querySelectorAll(".examples li")) item.hidden = !item.textContent.toLowerCase().includes(wanted);
  });
  if (matchMedia("(max-width: 60rem)").matches) document.querySelector(".examples").open = false;
  if (new URLSearchParams(location.search).get("query")) run();
})();
