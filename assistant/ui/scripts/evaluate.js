// The Evaluate tab: a run is begun over a file, watched, and set beside another one.

const EVALUATE_LOOK = 1_200; // milliseconds between two looks while something is on its way
let evaluateTimer = 0;

for (const view of ["runs", "run", "pair"]) {
  drawers[`evaluate/${view}`] = {
    ask: (params) => asked(`evaluate/${view}`, visitorSays(Object.fromEntries(params))),
    drawn: (found) => {
      clearTimeout(evaluateTimer);
      drawPair();
      if (found.running) evaluateTimer = setTimeout(lookEvaluate, EVALUATE_LOOK);
    },
  };
}
// The view is drawn anew, but not under somebody who fills in its form.
const lookEvaluate = () => {
  clearTimeout(evaluateTimer);
  if (openTab() !== "evaluate") return;
  const form = document.activeElement?.closest("[data-evaluate-form]");
  const begun = boxIn("[data-evaluate-form] [name='file']")?.files.length > 0;
  if (form || begun || document.querySelector("[data-evaluate-pick]:checked")) evaluateTimer = setTimeout(lookEvaluate, EVALUATE_LOOK);
  else showOwnTab("evaluate", true);
};

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement)) return;
  if (form.matches("[data-against-form]")) {
    event.preventDefault();
    goOwn("evaluate", new URLSearchParams({ evaluate: "pair", a: fieldsOf(form).other.value, b: form.dataset.run }));
    return;
  }
  if (!form.matches("[data-evaluate-form]")) return;
  event.preventDefault();
  const { kind, file, limit, only, thumbs } = fieldsOf(form);
  const button = boxIn("[type='submit']", form);
  button.disabled = true;
  const found = await attempt(async () => {
    const judged = thumbs?.checked ?? false;
    const path = judged ? undefined : file.files.length ? await send({ file: file.files[0] }) : "";
    if (path === "") throw new Error(words("no_file"));
    const drawn = limit.value ? Number(limit.value) : null;
    const body = { kind: kind.value, path, thumbs: judged, limit: drawn, retrieval_only: only.checked };
    return asked("evaluate/start", visitorSays(body));
  });
  button.disabled = false;
  if (found) goOwn("evaluate", new URLSearchParams({ evaluate: "run", id: found.done }));
});
links.push([/^evaluate-run-[A-Za-z0-9_-]+$/, (fragment) => goOwn("evaluate", new URLSearchParams({ evaluate: "run", id: fragment.slice(13) }))]);
buttons.push([
  "[data-evaluate-do]",
  async (button) => {
    const id = button.closest("[data-run]").dataset.run;
    const verb = button.dataset.evaluateDo;
    if (!(await attempt(() => asked("evaluate/act", visitorSays({ id, verb }))))) return;
    if (verb === "remove") goOwn("evaluate", new URLSearchParams({ evaluate: "runs" }));
    else showOwnTab("evaluate", true);
  },
]);

const drawPair = () => {
  const button = boxIn("[data-evaluate-pair]");
  if (!button) return;
  const ticked = [...document.querySelectorAll("[data-evaluate-pick]:checked")];
  button.disabled = ticked.length !== 2 || ticked[0].dataset.kind !== ticked[1].dataset.kind;
};
buttons.push([
  "[data-evaluate-pair]",
  () => {
    // The list has the latest first: A is the earlier one.
    const [b, a] = [...document.querySelectorAll("[data-evaluate-pick]:checked")].map(({ dataset }) => dataset.evaluatePick);
    goOwn("evaluate", new URLSearchParams({ evaluate: "pair", a, b }));
  },
]);
inputs.push((box) => {
  const named = box.type === "file" ? box.parentElement.querySelector("[data-file-name]") : null;
  if (named && box.files.length) named.textContent = box.files[0].name;
  if (box.hasAttribute("data-evaluate-pick")) drawPair();
  else if (box.hasAttribute("data-only-differing")) {
    for (const row of document.querySelectorAll(".wj-pair-table tbody tr")) row.hidden = box.checked && row.dataset.differs !== "1";
  }
});
