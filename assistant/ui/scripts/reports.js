// The list of reports: filtered by words.

inputs.push((box) => {
  if (!box.hasAttribute("data-filter")) return;
  const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const entry of document.querySelectorAll("#wj-library .wj-reports > li")) {
    const content = `${entry.textContent} ${entry.querySelector("a").title}`.toLowerCase();
    entry.hidden = !words.every((word) => content.includes(word));
    shown += entry.hidden ? 0 : 1;
  }
  document.querySelector("#wj-library .wj-none").hidden = shown > 0;
});
