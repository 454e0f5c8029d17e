// The time brush: facts per year under all other filters, two handles, a day to look at, and what has no date.
const spread = () => FIRST_YEAR <= LAST_YEAR;
function drawTime() {
  $("time").classList.toggle("none", !spread());
  const undated = left("time", fact => !fact.spans.length);
  $("undated").checked = view.undated;
  $("undated-text").textContent = t("undated") + " (" + number(undated) + ")";
  $("day").value = view.day || "";
  $("day").setAttribute("aria-label", t("asOf"));
  if (!spread()) return;
  const per = new Map();
  for (const fact of DATA.facts) {
    if (fact.fails & ~FAILS.time) continue;
    for (const year of fact.years) per.set(year, (per.get(year) || 0) + 1);
  }
  const first = BARS_FROM, low = view.from ? +view.from.slice(0, 4) : FIRST_YEAR, high = view.until ? +view.until.slice(0, 4) : LAST_YEAR;
  const columns = Array.from({ length: LAST_YEAR - first + 1 }, (_, i) => first + i);
  const count = year => year === first ? [...per].reduce((n, [y, k]) => n + (y <= first ? k : 0), 0) : per.get(year) || 0;
  const most = Math.max(1, ...columns.map(count)), few = columns.length <= 16;
  $("bars").dataset.title = t("perYear");
  $("bars").replaceChildren(...columns.map(year => {
    const n = count(year), bar = el("div", { class: year >= low && year <= high || (year === first && low <= first) ? null : "off", title: year + ": " + n, on: { click: () => setYears(year, year) } }, few && n ? el("span", { text: number(n) }) : null);
    bar.style.height = Math.max(2, Math.round(30 * n / most)) + "px";
    return bar;
  }));
  // Handles stand in the middle of their year's bar.
  $("y0").parentElement.style.padding = "0 max(0px, calc(" + 50 / columns.length + "% - 9px))";
  const every = Math.ceil(columns.length / ($("stage").clientWidth < 520 ? 7 : 14));
  $("years").replaceChildren(...columns.map((year, i) => el("span", { text: i % every ? "" : (year === first && first > FIRST_YEAR ? "≤ " : "") + year })));
  for (const [id, value] of [["y0", Math.max(first, low)], ["y1", Math.min(LAST_YEAR, Math.max(first, high))]]) {
    Object.assign($(id), { min: first, max: LAST_YEAR, step: 1 });
    $(id).value = value;
    $(id).setAttribute("aria-valuetext", String(value));
    $(id).disabled = Boolean(view.day);
  }
  $("period").textContent = view.day ? "" : low + "–" + high;
}
function setYears(low, high) {
  view.from = low <= BARS_FROM ? null : String(low);
  view.until = high >= LAST_YEAR ? null : String(high);
  refresh();
}
function listenToTime() {
  for (const id of ["y0", "y1"]) $(id).addEventListener("input", () => {
    let low = +$("y0").value, high = +$("y1").value;
    if (low > high) { if (id === "y0") high = low; else low = high; }
    setYears(low, high);
  });
  $("undated").addEventListener("change", e => { view.undated = e.target.checked; refresh(); });
  $("day").addEventListener("change", e => { view.day = e.target.value || null; refresh(); });
}
