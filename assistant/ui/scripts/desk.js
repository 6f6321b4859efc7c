// The Reports tab: its table is sorted, filtered, searched, selected and paged here; the server is asked for changes.

const ROWS_A_PAGE = 50;
// Every row of the table; in the page itself stand only those that are looked at.
/** @type {HTMLTableRowElement[]} */
let deskRows = [];
const inChinese = new Intl.Collator("zh", { numeric: true });
const desk = () => document.querySelector("[data-desk]");
const order = { column: "added", falling: true };
const picked = new Set();
let deskPage = 0;
let deskShows = ""; // "list", or the id of the report that is open
let deskLanguage = "";
let deskCollection = "";

// The table, whatever the tab showed.
const showList = () => {
  if (deskShows !== "list") deskShows = "";
  tab("reports");
};
const showDesk = async (anew = false) => {
  const now = language() ?? "";
  if (deskShows && deskShows !== "list") {
    if (anew || deskLanguage !== now) await showOwn(deskShows);
    return;
  }
  if (deskShows === "list" && !anew && deskLanguage === now) return;
  const search = boxIn("[data-search]", desk())?.value ?? "";
  const by = Object.fromEntries(boxesIn("[data-by]", desk()).map((box) => [box.dataset.by, box.value]));
  const found = await attempt(() => server(""));
  if (!found || (deskShows && deskShows !== "list")) return;
  deskShows = "list";
  deskLanguage = now;
  desk().innerHTML = found.html; // the server's, escaped there
  deskRows = [...(bodyOf(desk())?.rows ?? [])];
  readRows();
  const known = new Set(deskRows.map((row) => row.dataset.report));
  for (const id of picked) if (!known.has(id)) picked.delete(id);
  if (boxIn("[data-search]", desk())) boxIn("[data-search]", desk()).value = search;
  for (const box of boxesIn("[data-by]", desk())) box.value = by[box.dataset.by] ?? "";
  drawDesk();
  const versions = await attempt(() => server("/versions"));
  const place = desk()?.querySelector("[data-versions]");
  if (versions && place) place.innerHTML = versions.html;
};

// What each row is sorted, filtered and searched by, read once.
const rowValues = new WeakMap();
const readRows = () => {
  for (const row of deskRows) {
    const values = { words: `${row.textContent} ${row.dataset.names}`.toLowerCase() };
    for (const cell of row.cells) {
      const column = cell.className.match(/wj-col-(\w+)/)?.[1];
      if (column) values[column] = cell.dataset.value ?? "";
    }
    rowValues.set(row, values);
  }
};
const cellValue = (row, column) => rowValues.get(row)[column];
const compareRows = (one, other) => {
  const [a, b] = [cellValue(one, order.column), cellValue(other, order.column)];
  if (a === "" || b === "") return a === b ? 0 : a === "" ? 1 : -1; // what is not told stays last
  const numbers = !Number.isNaN(Number(a)) && !Number.isNaN(Number(b));
  const found = numbers ? Number(a) - Number(b) : inChinese.compare(a, b);
  return order.falling ? -found : found;
};
const fitting = () => {
  const wanted = (boxIn("[data-search]", desk())?.value ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const held = deskCollection ? new Set(heldBy(deskCollection)) : undefined;
  const by = boxesIn("[data-by]", desk()).filter(({ value }) => value);
  return deskRows.filter((row) => {
    const { words: content } = rowValues.get(row);
    if (!wanted.every((word) => content.includes(word))) return false;
    if (held && !held.has(row.dataset.report)) return false;
    return by.every(({ value, dataset }) => cellValue(row, dataset.by) === (value === "-" ? "" : value));
  });
};
const collectionChip = (name) => [...desk().querySelectorAll("[data-collection]")].find((each) => each.dataset.collection === name);
const heldBy = (name) => (collectionChip(name)?.dataset.holds ?? "").split(" ").filter(Boolean);

const drawDesk = () => {
  const body = bodyOf(desk());
  if (!body) return;
  if (deskCollection && !collectionChip(deskCollection)) deskCollection = "";
  for (const chip_ of desk().querySelectorAll("[data-collection]")) {
    chip_.setAttribute("aria-pressed", String(chip_.dataset.collection === deskCollection));
  }
  const actions = desk().querySelector("[data-collection-do]");
  if (actions) actions.hidden = !deskCollection;
  for (const head of desk().querySelectorAll("thead th")) {
    const own = head.querySelector("[data-order]").dataset.order === order.column;
    head.setAttribute("aria-sort", own ? (order.falling ? "descending" : "ascending") : "none");
  }
  deskRows.sort(compareRows);
  const fits = fitting();
  const pages = Math.max(1, Math.ceil(fits.length / ROWS_A_PAGE));
  deskPage = Math.min(Math.max(deskPage, 0), pages - 1);
  const shown = fits.slice(deskPage * ROWS_A_PAGE, (deskPage + 1) * ROWS_A_PAGE);
  if (shown.length !== body.rows.length || shown.some((row, at) => row !== body.rows[at])) body.replaceChildren(...shown);
  for (const row of shown) {
    const box = boxIn("[data-pick]", row);
    box.checked = picked.has(row.dataset.report);
    row.classList.toggle("wj-picked", box.checked);
  }
  const all = boxIn("[data-all]", desk());
  const ticked = shown.filter((row) => picked.has(row.dataset.report)).length;
  all.checked = shown.length > 0 && ticked === shown.length;
  all.indeterminate = ticked > 0 && ticked < shown.length;
  desk().querySelector("[data-none]").hidden = fits.length > 0;
  const pager = desk().querySelector("[data-pager]");
  pager.hidden = pages < 2;
  pager.querySelector("[data-at]").textContent = words("page", { page: deskPage + 1, pages });
  for (const turn of boxesIn("[data-turn]", pager)) {
    turn.disabled = Number(turn.dataset.turn) < 0 ? deskPage === 0 : deskPage === pages - 1;
  }
  const bar = desk().querySelector("[data-selected]");
  bar.hidden = picked.size === 0;
  bar.querySelector("[data-selected-count]").textContent = words("selected", { count: picked.size });
  bar.querySelector("[data-do='drop']").hidden = !deskCollection;
};

inputs.push((box) => {
  if (box.hasAttribute("data-search")) {
    deskPage = 0;
    drawDesk();
  } else if (box.hasAttribute("data-pick")) {
    const id = box.closest("tr").dataset.report;
    if (box.checked) picked.add(id);
    else picked.delete(id);
    drawDesk();
  } else if (box.hasAttribute("data-all")) {
    for (const row of desk().querySelectorAll("tbody tr:not([hidden])")) {
      if (box.checked) picked.add(row.dataset.report);
      else picked.delete(row.dataset.report);
    }
    drawDesk();
  }
});
document.addEventListener("change", (event) => {
  if (!(event.target instanceof HTMLSelectElement) || event.target.dataset.by === undefined) return;
  deskPage = 0;
  drawDesk();
});
buttons.push([
  "[data-order]",
  ({ dataset }) => {
    order.falling = order.column === dataset.order ? !order.falling : false;
    order.column = dataset.order;
    drawDesk();
  },
]);
buttons.push([
  "[data-turn]",
  ({ dataset }) => {
    deskPage += Number(dataset.turn);
    drawDesk();
    document.querySelector("#wj-reports").scrollTop = 0;
  },
]);

// -- what is done with those selected, and with one

const undo = (token) => async () => {
  const found = await attempt(() => server("/undo", { undo: token }));
  if (!found) return;
  notice(words("undone", { count: found.done }));
  refresh();
};
const removeReports = async (reports) => {
  const found = await attempt(() => server("/remove", { reports }));
  if (!found) return;
  for (const id of reports) picked.delete(id);
  if (reports.includes(deskShows)) deskShows = "";
  notice(words("removed", { count: found.count }), found.undo ? { words: words("undo"), act: undo(found.undo) } : undefined);
  refresh();
};
const saveCollection = (reports) => {
  const list = (choices.collections ?? []).map(({ value }) => value);
  const fields = [{ name: "name", label: words("collection_name"), value: deskCollection, list }];
  dialog(words("collection_new"), fields, words("collection_hint"), async ({ name }) => {
    const found = await server("/collections", { verb: "put", name, reports });
    notice(words("collection_saved", { name: name.trim(), count: found.done }));
    picked.clear();
    refresh();
  });
};
const acts = {
  ask: () => askOnly([...picked]),
  set: () => saveCollection([...picked]),
  remove: () => removeReports([...picked]),
  none: () => (picked.clear(), drawDesk()),
  drop: async () => {
    await attempt(() => server("/collections", { verb: "drop", name: deskCollection, reports: [...picked] }));
    picked.clear();
    refresh();
  },
};
buttons.push(["[data-do]", ({ dataset }) => acts[dataset.do]()]);
buttons.push([
  "[data-collection]",
  ({ dataset }) => {
    deskCollection = deskCollection === dataset.collection ? "" : dataset.collection;
    deskPage = 0;
    drawDesk();
  },
]);
buttons.push(["[data-collection-ask]", () => askOnly([], deskCollection)]);
buttons.push([
  "[data-collection-rename]",
  () => {
    const name = deskCollection;
    dialog(words("collection_rename"), [{ name: "new", label: words("collection_name"), value: name }], "", async (given) => {
      await server("/collections", { verb: "rename", name, new: given.new });
      deskCollection = given.new.trim();
      refresh();
    });
  },
]);
buttons.push([
  "[data-collection-delete]",
  async () => {
    const name = deskCollection;
    const held = heldBy(name);
    const found = await attempt(() => server("/collections", { verb: "delete", name }));
    if (!found) return;
    deskCollection = "";
    const back = () => attempt(() => server("/collections", { verb: "put", name, reports: held })).then(refresh);
    notice(words("collection_deleted", { name }), { words: words("undo"), act: back });
    refresh();
  },
]);

settles.push(() => {
  if (openTab() === "reports" && deskShows && language() && deskLanguage !== language()) showDesk();
});
