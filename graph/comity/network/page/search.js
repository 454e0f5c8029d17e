// The search: a combobox over all names in all scripts. It picks what is shown, or the other end of a path.
let current = -1, wantsPath = false;
function drawHits() {
  const text = $("q").value.trim(), hits = find(text);
  $("hits").replaceChildren(...hits.map((node, i) => {
    const other = otherNames(node)[0];
    return el("li", { role: "option", id: "hit-" + i, "aria-selected": "false", "data-id": node.id, on: { mousedown: e => { e.preventDefault(); pick(node.id); } } },
      glyph(node.kind), el("span", {}, bdi(name(node.id)), " ", el("small", {}, other ? bdi(shortened(other[0], 60), other[1]) : dated(dateOf(node.id)))), el("small", { text: number(FACTS_OF.get(node.id).length) }));
  }));
  if (text && !hits.length) $("hits").append(el("li", { role: "option", "aria-selected": "false", "aria-disabled": "true", text: t("nothingFound") }));
  showHits(Boolean(text));
  mark(hits.length ? 0 : -1);
}
function showHits(open) {
  $("hits").hidden = !open;
  $("q").setAttribute("aria-expanded", String(open));
  if (!open) $("q").removeAttribute("aria-activedescendant");
}
function mark(i) {
  const hits = [...$("hits").querySelectorAll("[data-id]")];
  current = hits.length && i >= 0 ? (i + hits.length) % hits.length : -1;
  hits.forEach((hit, k) => hit.setAttribute("aria-selected", String(k === current)));
  if (current < 0) { $("q").removeAttribute("aria-activedescendant"); return; }
  $("q").setAttribute("aria-activedescendant", "hit-" + current);
  hits[current].scrollIntoView({ block: "nearest" });
}
function step(by) {
  const count = $("hits").querySelectorAll("[data-id]").length;
  if (count) mark((current + by + count) % count);
}
function pick(id) {
  closeSearch();
  if (wantsPath && view.node && view.node !== id) { wantsPath = false; showPath(view.node, id); return; }
  wantsPath = false;
  if (!shownNodes.has(id)) clearFilters();
  view.steps = 0;
  select(id, { move: true });
  (view.mode === "table" ? $("right") : $("picture")).focus({ preventScroll: true });
}
function closeSearch() {
  $("q").value = "";
  $("q").placeholder = t("searchHint");
  showHits(false);
}
function askPath() {
  wantsPath = true;
  $("q").placeholder = t("pathHint");
  $("q").focus();
}
function listenToSearch() {
  const q = $("q");
  q.addEventListener("input", drawHits);
  q.addEventListener("focus", () => { if (q.value) drawHits(); });
  q.addEventListener("blur", () => showHits(false));
  q.addEventListener("keydown", e => {
    if (e.key === "ArrowDown") { e.preventDefault(); step(1); }
    else if (e.key === "ArrowUp") { e.preventDefault(); step(-1); }
    else if (e.key === "Enter") { const hit = $("hits").querySelectorAll("[data-id]")[current]; if (hit) { e.preventDefault(); pick(hit.dataset.id); } }
    else if (e.key === "Escape") { wantsPath = false; closeSearch(); $("picture").focus({ preventScroll: true }); }
    e.stopPropagation();
  });
}
