// Elements are made here and nowhere else: text goes in as text, addresses only if they are http or https.
const SVG = "http://www.w3.org/2000/svg";
const GLYPHS = {
  disc: "M0-9a9 9 0 1 0 .01 0z", person: "M0-9a4.4 4.4 0 1 0 .01 0zM-8.2 8.6a8.2 8 0 0 1 16.4 0z", square: "M-7-7h14v14h-14z", diamond: "M0-9 9 0 0 9-9 0z",
  triangle: "M0-8 9 7H-9z", drop: "M0 8 9-7H-9z", hexagon: "M-9 0-4.5-8h9L9 0 4.5 8h-9z", pentagon: "M0-9 8.6-2.8 5.3 7.3H-5.3L-8.6-2.8z",
  star: "M0-9 2.6-3 9-2.6 4 1.6 5.6 8 0 4.5-5.6 8-4 1.6-9-2.6-2.6-3z", cross: "M-3-8.5h6V-3h5.5v6H3v5.5h-6V3h-5.5v-6H-3z",
  ring: "M0-8a8 8 0 1 0 .01 0zM0-4a4 4 0 1 1-.01 0z",
};
function el(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value == null || value === false) continue;
    if (name === "on") for (const [event, run] of Object.entries(value)) made.addEventListener(event, run);
    else if (name === "text") made.textContent = value;
    else made.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat(3)) if (child != null && child !== false) made.append(child);
  return made;
}
const button = (text, run, attributes) => el("button", { type: "button", text, on: { click: run }, ...attributes });
// A name in another script must not reorder the numbers and words beside it: <bdi> isolates it.
const bdi = (text, language) => el("bdi", { text: visible(text), lang: language || null, dir: "auto" });
// Directional overrides and other unseen characters could make a text look like another: they are shown as marks.
const visible = text => String(text ?? "").replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufeff]/g, "\ufffd");
const shortened = (text, most = 160) => { const t = visible(text); return t.length > most ? t.slice(0, most) + "…" : t; };
function safeUrl(address) {
  try { const url = new URL(address); return /^https?:$/.test(url.protocol) ? url.href : null; } catch { return null; }
}
const link = (address, ...text) => { const url = safeUrl(address); return url ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text) : el("span", {}, text); };
const isDark = () => document.documentElement.dataset.theme === "dark";
const colourOf = kind => (NODE_KINDS.get(kind) || LINE_KINDS.get(kind))[isDark() ? "dark" : "light"];
function glyph(kind, size = 16) {
  const svg = document.createElementNS(SVG, "svg"), shape = document.createElementNS(SVG, "path");
  for (const [name, value] of Object.entries({ viewBox: "-10 -10 20 20", width: size, height: size, "aria-hidden": "true", class: "glyph" })) svg.setAttribute(name, value);
  if (LINE_KINDS.has(kind)) {
    shape.setAttribute("d", kind === "tenure" ? "M-9 0H5M1-4.5 6.5 0 1 4.5" : "M-9-3H9M-9 3H9");
    shape.setAttribute("fill", "none");
    shape.setAttribute("stroke-width", "2.6");
    shape.setAttribute("stroke", colourOf(kind));
  } else {
    shape.setAttribute("d", GLYPHS[NODE_KINDS.get(kind).shape]);
    shape.setAttribute("fill", colourOf(kind));
    shape.setAttribute("fill-rule", "evenodd");
  }
  svg.append(shape);
  return svg;
}
