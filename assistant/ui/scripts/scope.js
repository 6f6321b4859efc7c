// What a question is limited to: chips below its box, a popup that chooses, ticks in the list of reports. It is kept for
// this window, so that a reload keeps it, and goes with each question as JSON.

const SCOPE = ofLibrary("wenju-scope");
const LIMITS = ["years", "regions", "issuers", "kinds", "collections", "reports"];
let chosen = {};
let choices = {};
try {
  const kept = JSON.parse(sessionStorage.getItem(SCOPE) ?? "{}");
  if (kept && typeof kept === "object") chosen = kept;
} catch {
  chosen = {};
}
let openLimit = "years";

window.wenju.limits = () => (Object.keys(chosen).length ? JSON.stringify(chosen) : "");
const limited = (name) => (Array.isArray(chosen[name]) ? chosen[name] : []);
const isChosen = (name, value) => limited(name).includes(value);
const setChosen = (next) => {
  chosen = Object.fromEntries(LIMITS.map((name) => [name, next[name] ?? []]).filter(([, values]) => values.length));
  try {
    sessionStorage.setItem(SCOPE, JSON.stringify(chosen));
  } catch {
    // It then holds until the page is left.
  }
  drawScope();
};
const choose = (name, value, on) => {
  const others = limited(name).filter((each) => each !== value);
  setChosen({ ...chosen, [name]: on ? [...others, value] : others });
};

const loadChoices = async () => {
  const found = await attempt(() => server("/choices"));
  if (!found) return;
  choices = found.choices;
  // What is not there any more would let a question find nothing.
  const left = (name) => limited(name).filter((value) => choices[name].some((each) => each.value === value));
  setChosen(Object.fromEntries(LIMITS.map((name) => [name, left(name)])));
};

const spoken = (name, value) => {
  const bar = document.querySelector("[data-scope]");
  const found = choices[name]?.find((each) => each.value === value)?.words ?? String(value);
  return name === "collections" ? bar.dataset.wordsCollection.replace("{name}", found) : found;
};
const chip = (name, value) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "wj-scope-chip";
  button.dataset.off = name;
  button.dataset.value = JSON.stringify(value);
  const said = spoken(name, value);
  const label = document.querySelector("[data-scope]").dataset.wordsOff.replace("{name}", said);
  button.setAttribute("aria-label", label);
  button.title = label;
  const text = document.createElement("span");
  text.textContent = said;
  const cross = document.createElement("span");
  cross.textContent = "×";
  cross.setAttribute("aria-hidden", "true");
  button.append(text, cross);
  return button;
};

const drawScope = () => {
  const bar = document.querySelector("[data-scope]");
  if (!bar) return;
  /** @type {HTMLElement[]} */
  const chips = LIMITS.flatMap((name) => limited(name).map((value) => chip(name, value)));
  if (!chips.length) {
    const all = document.createElement("span");
    all.className = "wj-scope-all";
    all.textContent = bar.dataset.wordsAll;
    chips.push(all);
  }
  const keptFocus = document.activeElement?.closest("[data-chips]") !== null && document.activeElement !== null;
  bar.querySelector("[data-chips]").replaceChildren(...chips);
  if (keptFocus && document.activeElement === document.body) bar.querySelector("[data-scope-open]").focus();
  for (const box of boxesIn("[data-tick]")) {
    const on = isChosen("reports", box.dataset.tick);
    if (box.checked !== on) box.checked = on;
  }
  drawChoices();
};

const drawChoices = () => {
  const popup = document.querySelector("[data-scope-popup]");
  if (!popup || popup.hidden) return;
  const list = popup.querySelector("[data-scope-choices]");
  for (const button of popup.querySelectorAll("[data-limit]")) {
    const open = button.dataset.limit === openLimit;
    put(button, "aria-selected", String(open));
    put(button, "tabindex", open ? "0" : "-1");
    const count = limited(button.dataset.limit).length;
    button.dataset.count = count ? String(count) : "";
  }
  list.setAttribute("aria-labelledby", `wj-limit-${openLimit}`);
  const wanted = boxIn("[data-scope-filter]", popup).value.toLowerCase().split(/\s+/).filter(Boolean);
  const fitting = (choices[openLimit] ?? []).filter(({ words: said }) => wanted.every((word) => said.toLowerCase().includes(word)));
  const focused = list.contains(document.activeElement) ? focusedNow().dataset.choice : undefined;
  list.replaceChildren(
    ...fitting.map(({ value, words: said, count }) => {
      const line = document.createElement("label");
      const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: isChosen(openLimit, value) });
      box.dataset.choice = JSON.stringify(value);
      const text = document.createElement("span");
      text.textContent = said;
      line.append(box, text);
      if (count !== undefined) line.append(Object.assign(document.createElement("small"), { textContent: count }));
      return line;
    }),
  );
  if (!fitting.length) {
    const none = Object.assign(document.createElement("p"), { className: "wj-faint" });
    none.textContent = document.querySelector("[data-scope]").dataset.wordsNone;
    list.append(none);
  }
  if (focused) list.querySelector(`[data-choice='${CSS.escape(focused)}']`)?.focus();
};

const scopePopup = (open) => {
  const popup = document.querySelector("[data-scope-popup]");
  if (!popup || popup.hidden === !open) return;
  popup.hidden = !open;
  const opener = document.querySelector("[data-scope-open]");
  opener.setAttribute("aria-expanded", String(open));
  if (open) {
    boxIn("[data-scope-filter]", popup).value = "";
    if (!choices[openLimit]?.length) openLimit = LIMITS.find((name) => choices[name]?.length) ?? "years";
    drawChoices();
    popup.querySelector("[data-limit][aria-selected='true']").focus();
  } else if (popup.contains(document.activeElement) || document.activeElement === document.body) opener.focus();
};
buttons.push(["[data-scope-open]", () => scopePopup(document.querySelector("[data-scope-popup]").hidden)]);
buttons.push(["[data-scope-close]", () => scopePopup(false)]);
buttons.push(["[data-scope-clear]", () => setChosen({})]);
buttons.push(["[data-limit]", (button) => ((openLimit = button.dataset.limit), drawChoices())]);
buttons.push([
  "[data-off]",
  (button) => {
    const next = button.nextElementSibling ?? button.previousElementSibling;
    const name = next instanceof HTMLButtonElement ? next.dataset.value : undefined;
    choose(button.dataset.off, JSON.parse(button.dataset.value), false);
    const chips = [...document.querySelectorAll("[data-chips] button")];
    (chips.find((each) => each.dataset.value === name) ?? document.querySelector("[data-scope-open]")).focus();
  },
]);
document.addEventListener("pointerdown", (event) => {
  if (event.target instanceof Element && !event.target.closest("[data-scope]")) scopePopup(false);
});
keys.push((event) => {
  if (event.key === "Escape") scopePopup(false);
});
inputs.push((box) => {
  if (box.hasAttribute("data-scope-filter")) drawChoices();
  else if (box.dataset.choice !== undefined) choose(openLimit, JSON.parse(box.dataset.choice), box.checked);
  else if (box.dataset.tick !== undefined) choose("reports", box.dataset.tick, box.checked);
});

// A report, or a few, alone: what was chosen before gives way, since it could rule them out.
const askOnly = (reports, collection) => {
  setChosen(collection === undefined ? { reports } : { collections: [collection] });
  tab("ask");
  closeAll();
};
links.push([/^only-[0-9a-f]{64}$/, (fragment) => askOnly([fragment.slice(5)])]);

let scopeLanguage = "";
settles.push(() => {
  const bar = document.querySelector("[data-scope]");
  if (!bar || !language()) return;
  const now = `${language()}`;
  if (now !== scopeLanguage) {
    scopeLanguage = now;
    loadChoices();
  } else if (!bar.querySelector("[data-chips]").childElementCount) drawScope();
  for (const box of boxesIn("[data-tick]")) box.checked = isChosen("reports", box.dataset.tick);
});
