// Every report asked: a set is begun, its cells come in as they are answered, and rows are filtered by words.

const EACH_LOOK = 900; // milliseconds between two looks at a set that is being asked
let eachRun; // { run, serial, running } of what is shown
let eachTimer = 0;
let eachUnlisted = false; // whether the list may say fewer cells than there are

const visitorSays = (body = {}) => ({ ...body, visitor: window.wenju.visitor() });
drawers["compare/each"] = {
  ask: (params) => asked("compare/each", visitorSays({ run: params.get("run") ?? "" })),
  drawn: (found, params) => {
    clearTimeout(eachTimer);
    eachRun = params.get("run") ? { run: params.get("run"), serial: found.serial ?? 0, running: found.running } : undefined;
    if (!eachRun) return;
    showEach(found);
    lookAgain(found);
  },
};
const eachShown = (run) => document.querySelector("[data-each]")?.dataset.each === run;
const showEach = ({ done, total, running, failed }) => {
  const bar = document.querySelector("[data-each]");
  boxIn("progress", bar).value = done;
  const own = bar.dataset.own === "1";
  bar.querySelector("[data-each-do='stop']").hidden = !(own && running);
  bar.querySelector("[data-each-do='go_on']").hidden = !(own && !running && (done < total || failed > 0));
};
// The last cells may come in a look that still finds the set being asked, and before the first look as well.
const lookAgain = ({ running }) => {
  if (running) {
    eachUnlisted = true;
    eachTimer = setTimeout(lookEach, EACH_LOOK);
  } else if (eachUnlisted) {
    eachUnlisted = false;
    listKept(); // which says how many cells there are
  }
};
const lookEach = async () => {
  clearTimeout(eachTimer);
  const now = eachRun;
  if (!now || !eachShown(now.run)) return;
  let found;
  try {
    found = await asked("compare/each/look", visitorSays({ run: now.run, since: now.serial }));
  } catch {
    if (eachRun === now) eachTimer = setTimeout(lookEach, 4 * EACH_LOOK); // the server is gone, which is said elsewhere
    return;
  }
  if (eachRun !== now || !eachShown(now.run)) return;
  for (const { at, html, value, state } of found.cells) {
    const cell = document.querySelector(`.wj-each-table td[data-at="${at}"]`);
    if (!cell) continue;
    const focused = cell.contains(document.activeElement);
    cell.innerHTML = html; // the server's, escaped there
    cell.dataset.value = value;
    cell.dataset.state = state;
    if (focused) cell.querySelector("a, button")?.focus({ preventScroll: true });
  }
  document.querySelector("[data-each-state]").innerHTML = found.state;
  now.serial = found.serial ?? now.serial;
  now.running = found.running;
  showEach(found);
  filterEach();
  lookAgain(found);
};

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.matches("[data-each-form]")) return;
  event.preventDefault();
  const button = boxIn("[type='submit']", form);
  button.disabled = true;
  const { questions, which } = fieldsOf(form);
  const reports = boxesIn("[name='report']:checked", form).map((box) => box.value);
  const body = visitorSays({ questions: questions.value, which: which.value, reports });
  const found = await attempt(() => asked("compare/each/start", body));
  button.disabled = false;
  if (!found) return;
  eachUnlisted = true;
  goOwn("compare", new URLSearchParams({ compare: "each", run: found.done }));
  listKept();
});
document.addEventListener("change", (event) => {
  const box = event.target;
  if (!(box instanceof HTMLElement)) return;
  const form = box.closest("[data-each-form]");
  if (form) {
    const [pick] = openedIn("[data-pick='report']", form);
    pick.hidden = fieldsOf(form).which.value !== "picked";
    pick.querySelector("[data-picked]").textContent = String(boxesIn("[name='report']:checked", form).length);
    if (box.getAttribute("name") === "which" && !pick.hidden) pick.open = true;
  } else if (box.hasAttribute("data-each-show")) filterEach();
});
const actEach = async (body) => {
  if (!eachRun) return;
  const found = await attempt(() => asked("compare/each/act", visitorSays({ run: eachRun.run, ...body })));
  if (!found) return;
  eachUnlisted = true;
  lookEach();
};
buttons.push(["[data-each-do]", ({ dataset }) => actEach({ verb: dataset.eachDo })]);
buttons.push([
  "[data-each-again]",
  (button) => {
    const { eachAgain } = button.dataset;
    button.closest("td").dataset.state = "waiting";
    actEach({ verb: "again", at: eachAgain });
  },
]);
links.push([/^compare-new-each$/, () => goOwn("compare", new URLSearchParams({ compare: "each" }))]);

const filterEach = () => {
  const table = document.querySelector(".wj-each-table");
  if (!table) return;
  const wanted = boxIn("[data-each-filter]").value.toLowerCase().split(/\s+/).filter(Boolean);
  const show = boxIn("[data-each-show]").value;
  let shown = 0;
  for (const row of bodyOf(table).rows) {
    const content = row.textContent.toLowerCase();
    const states = [...row.cells].slice(1).map(({ dataset }) => dataset.state);
    const told = show === "all" || (show === "told" ? states.includes("told") : states.some((state) => state !== "told"));
    row.hidden = !told || !wanted.every((word) => content.includes(word));
    shown += row.hidden ? 0 : 1;
  }
  document.querySelector("[data-each-none]").hidden = shown > 0;
};
inputs.push((box) => {
  if (box.hasAttribute("data-each-filter")) filterEach();
});
