// The list of reports: filtered by words; of a long one the later part waits until it is asked for.

const isListedWhole = () => document.querySelector("#wj-library [data-whole-list]")?.hidden ?? true;
buttons.push([
  "[data-whole-list]",
  (button) => {
    button.hidden = true;
    for (const entry of document.querySelectorAll("#wj-library [data-later]")) entry.hidden = false;
  },
]);

inputs.push((box) => {
  if (!box.hasAttribute("data-filter")) return;
  const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const entry of document.querySelectorAll("#wj-library .wj-reports > li")) {
    const content = `${entry.textContent} ${entry.querySelector("a").title}`.toLowerCase();
    const waits = !words.length && entry.hasAttribute("data-later") && !isListedWhole();
    entry.hidden = waits || !words.every((word) => content.includes(word));
    shown += entry.hidden ? 0 : 1;
  }
  document.querySelector("#wj-library .wj-none").hidden = shown > 0;
});
