// A result as a network: rows of a SELECT link the IRIs that stand side by side, triples link subject and object.
"use strict";
const Draw = (() => {
  const MOST_NODES = 150, TURNS = 220, WIDTH = 1000, HEIGHT = 640;

  const ofRows = (answer) => {
    const names = answer.head.vars;
    return answer.results.bindings.flatMap((row) => {
      const ends = names.filter((name) => row[name]?.type === "uri");
      return ends.slice(1).map((name, index) => [row[ends[index]].value, name, row[name].value]);
    });
  };
  const ofTriples = (lines) => lines.split("\n").map((line) => /^<([^>]*)> <([^>]*)> <([^>]*)> \.$/.exec(line))
    .filter(Boolean).map(([, subject, predicate, object]) => [subject, Results.short(predicate), object]);

  // Springs along edges, repulsion between all nodes, a pull to the middle; begun on a circle, so always the same.
  const placed = (names, edges) => {
    const at = names.map((_, i) => ({ x: WIDTH / 2 + 250 * Math.cos(2.4 * i), y: HEIGHT / 2 + 200 * Math.sin(2.4 * i) }));
    const length = Math.max(45, Math.min(160, 900 / Math.sqrt(names.length + 1)));
    for (let turn = 0; turn < TURNS; turn++) {
      const force = at.map(({ x, y }) => ({ x: (WIDTH / 2 - x) * 0.01, y: (HEIGHT / 2 - y) * 0.016 }));
      for (let i = 0; i < at.length; i++) for (let j = i + 1; j < at.length; j++) {
        const dx = at[i].x - at[j].x || 0.1, dy = at[i].y - at[j].y || 0.1, push = length * length / (dx * dx + dy * dy);
        force[i].x += dx * push * 0.05; force[i].y += dy * push * 0.05; force[j].x -= dx * push * 0.05; force[j].y -= dy * push * 0.05;
      }
      for (const [a, b] of edges) {
        const dx = at[b].x - at[a].x, dy = at[b].y - at[a].y, far = Math.hypot(dx, dy) || 1, pull = (far - length) / far * 0.06;
        force[a].x += dx * pull; force[a].y += dy * pull; force[b].x -= dx * pull; force[b].y -= dy * pull;
      }
      const step = 1 - turn / TURNS;
      at.forEach((point, i) => {
        point.x = Math.max(20, Math.min(WIDTH - 20, point.x + Math.max(-30, Math.min(30, force[i].x)) * step));
        point.y = Math.max(20, Math.min(HEIGHT - 20, point.y + Math.max(-30, Math.min(30, force[i].y)) * step));
      });
    }
    return at;
  };

  const network = (links) => {
    if (!links.length) return Results.make("p", {}, "A network needs rows with two IRIs, or a CONSTRUCT.");
    const names = [...new Set(links.flatMap(([a, , b]) => [a, b]))].slice(0, MOST_NODES);
    const index = new Map(names.map((name, i) => [name, i]));
    const kept = links.filter(([a, , b]) => index.has(a) && index.has(b));
    const edges = kept.map(([a, , b]) => [index.get(a), index.get(b)]);
    const at = placed(names, edges);
    const space = "http://www.w3.org/2000/svg";
    const draw = (name, attributes, ...children) => {
      const element = document.createElementNS(space, name);
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
      element.append(...children);
      return element;
    };
    const picture = draw("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": `${names.length} nodes, ${kept.length} links` });
    edges.forEach(([a, b], i) => {
      const line = draw("line", { class: "edge", x1: at[a].x, y1: at[a].y, x2: at[b].x, y2: at[b].y });
      line.append(draw("title", {}, kept[i][1]));
      picture.append(line);
    });
    names.forEach((name, i) => {
      const node = draw("a", { href: Results.address(name) || "#" }, draw("circle", { class: "dot", cx: at[i].x, cy: at[i].y, r: 6 }),
        draw("text", { x: at[i].x + 9, y: at[i].y + 4 }, Results.short(name).replace(/^(.{32}).+$/, "$1…")));
      picture.append(node);
    });
    return picture;
  };
  return { network, ofRows, ofTriples };
})();
