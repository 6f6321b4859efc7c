// The last part: the listeners that ask the other parts' lists, and the start.

document.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  if (!target) return;
  if (target.closest("a[data-open]")) return;
  const row = target.closest("#wj-claims tbody tr, .wj-rows tbody tr, .wj-changes tbody tr");
  const link = target.closest("a[href^='#']") ?? row?.querySelector("a");
  if (link) {
    event.preventDefault();
    if (link.hasAttribute("data-ask")) ask(link.textContent);
    else follow(link.getAttribute("href").slice(1));
    return;
  }
  const button = target.closest("button");
  if (button) buttons.find(([selector]) => button.matches(selector))?.[1](button);
  else if (target === document.querySelector("#wj-shell")) closeAll();
});
document.addEventListener("keydown", (event) => {
  for (const tell of keys) tell(event);
});
document.addEventListener("input", (event) => {
  if (!(event.target instanceof HTMLInputElement)) return;
  for (const tell of inputs) tell(event.target);
});

const start = () => {
  applyTheme();
  let waiting = false;
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      for (const settle of settles) settle();
    });
  }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["class"] });
};
if (document.body) start();
else document.addEventListener("DOMContentLoaded", start);
