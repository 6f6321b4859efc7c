// A report's figures: rows are sorted by a column and filtered by words; a second click turns the order round.

const sortRows = (button) => {
  const table = button.closest("table");
  const head = button.closest("th");
  const column = Number(button.dataset.sort);
  const falling = head.getAttribute("aria-sort") === "ascending";
  for (const other of table.querySelectorAll("th")) other.setAttribute("aria-sort", "none");
  head.setAttribute("aria-sort", falling ? "descending" : "ascending");
  const value = (row) => row.cells[column].dataset.value ?? row.cells[column].textContent;
  const compare = (one, other) => {
    const [a, b] = [value(one), value(other)];
    if (a === "" || b === "") return a === b ? 0 : a === "" ? 1 : -1; // what is not told stays last
    const order = Number.isNaN(Number(a)) || Number.isNaN(Number(b)) ? a.localeCompare(b, "zh") : a - b;
    return falling ? -order : order;
  };
  table.tBodies[0].append(...[...table.tBodies[0].rows].sort(compare));
};
buttons.push(["[data-sort]", sortRows]);

inputs.push((box) => {
  if (!box.hasAttribute("data-filter-rows")) return;
  const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
  const own = box.closest("#wj-evidence, [data-part]");
  let shown = 0;
  for (const row of own.querySelectorAll(".wj-rows tbody tr")) {
    const content = `${row.textContent} ${row.title}`.toLowerCase();
    row.hidden = !words.every((word) => content.includes(word));
    shown += row.hidden ? 0 : 1;
  }
  own.querySelector(".wj-rows-none").hidden = shown > 0;
});
