// Ask, check, the reports, compare or evaluate.

const TABS = ["ask", "check", "reports", "compare", "evaluate"];
const openTab = () => TABS.find((name) => document.body.classList.contains(`wj-tab-${name}`)) ?? "ask";
const tab = (name) => {
  for (const each of TABS) document.body.classList.toggle(`wj-tab-${each}`, each === name);
  document.body.classList.toggle("wj-checks", name === "check");
  showTab();
  if (name === "reports") showDesk();
  else if (ownTabs.has(name)) showOwnTab(name);
  else field(name === "check" ? "claims-box" : "question")?.focus();
};
const showTab = () => {
  const open = `#tab-${openTab()}`;
  for (const link of document.querySelectorAll(".wj-tabs [role='tab']")) {
    const chosen = link.getAttribute("href") === open;
    put(link, "aria-selected", String(chosen));
    put(link, "tabindex", chosen ? "0" : "-1");
  }
};
settles.push(showTab);
// What reports are meant stands by whichever box is written in.
const placeScope = () => {
  const scope = document.querySelector("#wj-scope");
  const home = document.querySelector(openTab() === "check" ? "#wj-claims-in" : "#wj-composer");
  if (scope && home && scope.parentElement !== home) home.append(scope);
};
settles.push(placeScope);
links.push([/^tab-(ask|check|reports|compare|evaluate)$/, (fragment) => (tab(fragment.slice(4)), closeAll())]);

// Which neighbour an arrow key goes to: 0 the one before, 1 the one behind.
const step = (event) => ({ ArrowLeft: 0, ArrowRight: 1 })[event.key];
// Inside a list of tabs the arrows go round; what is gone to is opened.
const neighbour = (list, event) => {
  const tabs = [...list.querySelectorAll("[role='tab']")];
  const place = tabs.indexOf(event.target) + (step(event) ? 1 : -1);
  return tabs[(place + tabs.length) % tabs.length];
};
keys.push((event) => {
  const list = event.target instanceof Element ? event.target.closest("[role='tablist']") : null;
  if (step(event) === undefined || !list) return;
  event.preventDefault();
  const next = neighbour(list, event);
  next.click();
  next.focus();
});
