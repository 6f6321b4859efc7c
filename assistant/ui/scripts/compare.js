// The tabs Compare and Evaluate: the server draws what their address asks for, so that a link, back and forward lead to
// it; what is chosen writes the address anew.

const ownTabs = new Map(
  ["compare", "evaluate"].map((name) => [name, { address: `?${name}`, drawn: "", language: "", views: new Map() }]),
);
const ownTabOf = (address) => address.match(/^\?(compare|evaluate)(?=[=&#]|$)/)?.[1];
const ownPlace = (name) => document.querySelector(`[data-own-tab="${name}"]`);
const viewOf = (name, address) => new URLSearchParams(address).get(name) || { compare: "figures", evaluate: "runs" }[name];
const drawers = {}; // what draws a view that is more than a piece of HTML: "compare/each"

let ownSerial = 0;
const showOwnTab = async (name, anew = false) => {
  const state = ownTabs.get(name);
  const now = language() ?? "";
  if (!now || (!anew && state.drawn === state.address && state.language === now)) return;
  const { address } = state;
  const view = viewOf(name, address);
  state.drawn = address;
  state.language = now;
  state.views.set(view, address);
  ownSerial += 1;
  const serial = ownSerial;
  const place = ownPlace(name);
  place.setAttribute("aria-busy", "true");
  const params = new URLSearchParams(address);
  params.delete(name);
  const own = drawers[`${name}/${view}`];
  const found = await attempt(() => (own ? own.ask(params) : asked(`${name}/${encodeURIComponent(view)}?${params}`)));
  if (serial !== ownSerial) return;
  place.removeAttribute("aria-busy");
  if (!found) {
    state.drawn = "";
    return;
  }
  const kept = keepPlace(place);
  place.innerHTML = found.html; // the server's, escaped there
  kept();
  own?.drawn?.(found, params);
};
// What was open and had the focus stays so, where it is still there.
const keepPlace = (place) => {
  const scroller = place.closest("#wj-compare, #wj-evaluate");
  const { scrollTop } = scroller;
  const view = place.querySelector("[data-own-view]")?.dataset.ownView;
  const open = [...place.querySelectorAll("details[data-pick][open]")].map(({ dataset }) => dataset.pick);
  const tops = new Map([...place.querySelectorAll("details[data-pick] .wj-pick-list")].map((list) => [list.closest("details").dataset.pick, list.scrollTop]));
  const filters = new Map([...place.querySelectorAll("[data-pick-filter]")].map((box) => [box.closest("details").dataset.pick, box.value]));
  const focused = place.contains(document.activeElement) ? focusedNow() : undefined;
  const [focusName, focusValue] = [focused?.name, focused?.type === "checkbox" ? focused.value : undefined];
  return () => {
    if (view !== place.querySelector("[data-own-view]")?.dataset.ownView) {
      scroller.scrollTop = 0;
      return;
    }
    for (const name of open) {
      const pick = place.querySelector(`details[data-pick="${name}"]`);
      if (!pick) continue;
      pick.open = true;
      pick.querySelector(".wj-pick-list").scrollTop = tops.get(name) ?? 0;
      const box = pick.querySelector("[data-pick-filter]");
      if (box) filterPick(box, filters.get(name) ?? "");
    }
    scroller.scrollTop = scrollTop;
    if (!focusName) return;
    const boxes = [...place.querySelectorAll(`[name="${focusName}"]`)];
    (boxes.find((box) => focusValue === undefined || box.value === focusValue) ?? boxes[0])?.focus({ preventScroll: true });
  };
};
// What is newest of a table of years is at its right end; the oldest years have a figure of few.
drawers["compare/figures"] = {
  ask: (params) => asked(`compare/figures?${params}`),
  drawn: () => {
    for (const scroller of ownPlace("compare").querySelectorAll(".wj-desk-scroll:has(> .wj-figures-table)")) {
      scroller.scrollLeft = scroller.scrollWidth;
    }
  },
};
// Another state of a tab: its address is written as soon as the page says where it is.
const goOwn = (name, params) => {
  const given = params.toString().replace(new RegExp(`^${name}=(?=&|$)`), name);
  ownTabs.get(name).address = `?${given}`;
  showOwnTab(name);
  writeAddress();
};
links.push([
  /^(compare|evaluate)-view-[a-z]+$/,
  (fragment) => {
    const [name, , view] = fragment.split("-");
    const before = ownTabs.get(name).views.get(view);
    goOwn(name, new URLSearchParams(before ?? `${name}=${view}`));
  },
]);
settles.push(() => {
  const name = openTab();
  if (ownTabs.has(name) && language() && ownTabs.get(name).language !== language()) showOwnTab(name, true);
});

// -- several of a list

const filterPick = (box, words) => {
  box.value = words;
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  for (const line of box.closest("details").querySelectorAll(".wj-pick-list label")) {
    line.hidden = !wanted.every((word) => line.textContent.toLowerCase().includes(word));
  }
};
inputs.push((box) => {
  if (box.hasAttribute("data-pick-filter")) filterPick(box, box.value);
});
const closePicks = (but) => {
  for (const pick of openedIn("details[data-pick][open]")) if (pick !== but) pick.open = false;
};
document.addEventListener("pointerdown", (event) => {
  if (event.target instanceof Element) closePicks(event.target.closest("details[data-pick]"));
});
keys.push((event) => {
  const pick = event.key === "Escape" && event.target instanceof Element && event.target.closest("details[data-pick][open]");
  if (!pick) return;
  pick.open = false;
  pick.querySelector("summary").focus();
});

// -- figures side by side

const figuresForm = () => document.querySelector("[data-figures-form]");
const chosenFigures = () => new URLSearchParams(ownTabs.get("compare").address);
const withMeasures = (measures) => {
  const params = new URLSearchParams({ compare: "figures" });
  for (const one of new Set(measures)) params.append("m", one);
  for (const box of boxesIn("input:checked", figuresForm())) params.append(box.name, box.value);
  goOwn("compare", params);
};
let pickTimer = 0;
document.addEventListener("change", (event) => {
  if (!(event.target instanceof HTMLInputElement) || !event.target.closest("[data-figures-form] .wj-pick-list")) return;
  clearTimeout(pickTimer);
  pickTimer = setTimeout(() => figuresForm() && withMeasures(chosenFigures().getAll("m")), 350);
});
document.addEventListener("submit", (event) => {
  if (!(event.target instanceof HTMLFormElement) || !event.target.matches("[data-figures-form]")) return;
  event.preventDefault();
  const typed = fieldsOf(event.target).measure.value.trim();
  if (typed) withMeasures([...chosenFigures().getAll("m"), typed]);
});
buttons.push(["[data-measure-on]", ({ dataset }) => withMeasures([...chosenFigures().getAll("m"), dataset.measureOn])]);
buttons.push([
  "[data-measure-off]",
  ({ dataset }) => withMeasures(chosenFigures().getAll("m").filter((each) => each !== dataset.measureOff)),
]);
buttons.push([
  "[data-measure-instead]",
  ({ dataset }) => withMeasures(chosenFigures().getAll("m").map((each) => (each === dataset.of ? dataset.measureInstead : each))),
]);
buttons.push([
  "[data-pick-clear]",
  (button) => {
    for (const box of button.closest("details").querySelectorAll("input:checked")) {
      box.checked = false;
      box.dispatchEvent(new Event("change", { bubbles: true }));
    }
  },
]);

// -- one report against another

document.addEventListener("submit", (event) => {
  if (!(event.target instanceof HTMLFormElement) || !event.target.matches("[data-between-form]")) return;
  event.preventDefault();
  const { before, after } = fieldsOf(event.target);
  if (before.value && after.value) goOwn("compare", new URLSearchParams({ compare: "between", before: before.value, after: after.value }));
});
buttons.push([
  "[data-swap]",
  (button) => {
    const { before, after } = button.form.elements;
    [before.value, after.value] = [after.value, before.value];
    button.form.requestSubmit();
  },
]);
buttons.push([
  "[data-show-more]",
  (button) => {
    for (const row of button.parentElement.querySelectorAll("tbody tr[hidden]")) row.hidden = false;
    button.remove();
  },
]);
