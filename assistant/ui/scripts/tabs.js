// Ask or check.

const tab = (name) => {
  document.body.classList.toggle("wj-checks", name === "check");
  showTab();
  field(name === "check" ? "claims-box" : "question")?.focus();
};
const showTab = () => {
  const open = document.body.classList.contains("wj-checks") ? "#tab-check" : "#tab-ask";
  for (const link of document.querySelectorAll(".wj-tabs [role='tab']")) {
    const chosen = link.getAttribute("href") === open;
    link.setAttribute("aria-selected", String(chosen));
    link.tabIndex = chosen ? 0 : -1;
  }
};
settles.push(showTab);
links.push([/^tab-(ask|check)$/, (fragment) => tab(fragment.slice(4))]);

// Which neighbour an arrow key goes to: 0 the one before, 1 the one behind.
const step = (event) => ({ ArrowLeft: 0, ArrowRight: 1 })[event.key];
keys.push((event) => {
  if (step(event) === undefined || !(event.target instanceof Element) || !event.target.closest(".wj-tabs")) return;
  tab(step(event) ? "check" : "ask");
  document.querySelector(".wj-tabs [aria-selected='true']")?.focus();
});
