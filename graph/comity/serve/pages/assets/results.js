// Results as a table and as a chart. Text only ever becomes text: nothing of an answer is read as HTML.
"use strict";
const Results = (() => {
  const PREFIXES = JSON.parse(document.getElementById("prefixes").textContent);
  const BY_LENGTH = Object.entries(PREFIXES).sort((a, b) => b[1].length - a[1].length);
  const ID = "https://w3id.org/comity/id/", VOCABULARY = "https://w3id.org/comity/vocabulary/", ONTOLOGY = PREFIXES.comity;
  const FACTS = /^https:\/\/w3id\.org\/comity\/id\/(meeting|visit|exercise|agreement|deployment|cooperation|ceremony|engagement|tenure)\//;
  const MOST_ROWS = 1000;

  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const short = (iri) => {
    for (const [prefix, space] of BY_LENGTH) if (iri.startsWith(space)) return `${prefix}:${iri.slice(space.length)}`;
    return iri;
  };
  // The page of this server that tells of an IRI; an address of the web itself; nothing for other schemes.
  const address = (iri) => {
    const path = (text) => text.split("/").map(encodeURIComponent).join("/");
    if (iri.startsWith(`${ID}relation/`)) return `/relation/${path(iri.slice(ID.length + 9))}`;
    if (iri.startsWith(ID)) return `/id/${path(iri.slice(ID.length))}`;
    if (iri.startsWith(VOCABULARY)) return `/vocabulary/${path(iri.slice(VOCABULARY.length))}`;
    if (iri.startsWith(ONTOLOGY)) return `/ontology#${encodeURIComponent(iri.slice(ONTOLOGY.length))}`;
    return /^https?:\/\//.test(iri) ? iri : null;
  };
  const isNumber = (term) => term?.datatype && /#(integer|decimal|double|float|gYear)$/.test(term.datatype);
  // A day, month, year or span of them as EDTF writes it: hyphens in it are no place to break a line.
  const isDay = (term) => term?.type === "literal" && /^\d{4}[\dX?~%./-]{0,20}$/.test(term.value);
  const text = (term) => (!term ? "" : term.type === "uri" ? short(term.value) : term.value);

  const cell = (term) => {
    const box = make("td", isNumber(term) ? { class: "number" } : isDay(term) ? { class: "day" } : { dir: "auto" });
    if (term?.type === "literal" && term.value.length > 60) box.className = "passage";
    if (!term) return box;
    if (term["xml:lang"]) box.setAttribute("lang", term["xml:lang"]);
    const target = term.type === "uri" ? address(term.value) : null;
    box.append(target ? make("a", { href: target, title: term.value, rel: "noreferrer" }, text(term)) : text(term));
    return box;
  };

  const quotation = (passage) => make("figure", { class: "quote" },
    make("blockquote", { dir: "auto", lang: passage.quote["xml:lang"] || "" }, passage.quote.value),
    make("figcaption", {}, make("a", { href: address(passage.source.value) || "#" }, short(passage.source.value))));

  const table = (answer, passages) => {
    const names = answer.head.vars, rows = answer.results.bindings;
    const facts = (row) => names.map((name) => row[name]?.value).filter((value) => passages.has(value));
    const withPassages = passages.size > 0;
    const head = make("tr", {}, ...names.map((name) => {
      const numeric = rows.length && rows.every((row) => isNumber(row[name]));
      return make("th", { scope: "col", class: numeric ? "number" : "" }, name);
    }));
    if (withPassages) head.append(make("th", { scope: "col" }, "passages"));
    const body = rows.slice(0, MOST_ROWS).map((row) => {
      const line = make("tr", {}, ...names.map((name) => cell(row[name])));
      if (withPassages) {
        const found = facts(row).flatMap((iri) => passages.get(iri));
        const box = make("td");
        if (found.length) box.append(make("details", {}, make("summary", {}, `${found.length}`), ...found.map(quotation)));
        line.append(box);
      }
      return line;
    });
    const whole = make("table", {}, make("thead", {}, head), make("tbody", {}, ...body));
    const rest = rows.length - MOST_ROWS;
    return rest > 0 ? make("div", {}, whole, make("p", {}, `${rest} more rows: download them.`)) : whole;
  };

  // The first column of numbers by the first other column; nothing if there are none.
  const chart = (answer) => {
    const names = answer.head.vars, rows = answer.results.bindings.slice(0, 60);
    const number = names.filter((name) => rows.some((row) => isNumber(row[name]))).pop();
    const label = names.find((name) => name !== number && rows.some((row) => row[name]));
    if (!number || !label) return make("p", {}, "A chart needs a column of numbers beside another column.");
    const space = "http://www.w3.org/2000/svg", height = 24, left = 260, width = 900;
    const draw = (name, attributes, content) => {
      const element = document.createElementNS(space, name);
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
      if (content !== undefined) element.textContent = content;
      return element;
    };
    const highest = Math.max(...rows.map((row) => Math.abs(Number(row[number]?.value) || 0)), 1);
    const picture = draw("svg", { viewBox: `0 0 ${width} ${rows.length * height + 10}`, role: "img", "aria-label": `${number} by ${label}` });
    rows.forEach((row, index) => {
      const value = Number(row[number]?.value) || 0, y = index * height;
      const others = names.filter((name) => name !== number).map((name) => text(row[name])).filter(Boolean).join(", ");
      picture.append(
        draw("text", { x: left - 8, y: y + 16, "text-anchor": "end" }, others.length > 40 ? `${others.slice(0, 39)}…` : others),
        draw("rect", { class: "bar", x: left, y: y + 4, width: Math.max(1, (width - left - 70) * Math.abs(value) / highest), height: height - 8, rx: 2 }),
        draw("text", { x: left + 6 + (width - left - 70) * Math.abs(value) / highest, y: y + 16 }, row[number]?.value ?? ""));
    });
    return picture;
  };

  const factsOf = (answer) => [...new Set(answer.results.bindings.slice(0, 300)
    .flatMap((row) => Object.values(row)).filter((term) => term.type === "uri" && FACTS.test(term.value)).map((term) => term.value))];

  return { make, short, address, text, table, chart, factsOf };
})();
