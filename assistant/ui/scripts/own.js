// A report's own page: its parts, each fetched when it is looked at; places in its text; words found in it.

const showOwn = async (report, offset) => {
  headFor(`?reports=${report}`);
  for (const name of TABS) document.body.classList.toggle(`wj-tab-${name}`, name === "reports");
  document.body.classList.remove("wj-checks");
  showTab();
  const now = language() ?? "";
  if (!(desk().querySelector(`[data-own="${report}"]`) && deskShows === report && deskLanguage === now && offset !== undefined)) {
    const found = await attempt(() => server(`/${report}`));
    if (!found) {
      deskShows = "";
      showDesk(true);
      return;
    }
    deskShows = report;
    deskLanguage = now;
    desk().innerHTML = found.html; // the server's, escaped there
    document.querySelector("#wj-reports").scrollTop = 0;
    desk().querySelector("h2").focus({ preventScroll: true });
  }
  if (offset !== undefined) toPlace(offset);
};
links.push([
  /^open-[0-9a-f]{64}$/,
  (fragment) => {
    closeAll();
    showOwn(fragment.slice(5));
  },
]);
links.push([
  /^place-[0-9a-f]{64}-[0-9]+$/,
  (fragment) => {
    const [, report, offset] = fragment.split("-");
    closeAll();
    showOwn(report, Number(offset));
  },
]);
links.push([
  /^all-reports$/,
  () => {
    deskShows = "";
    headFor("?reports");
    showDesk(true).then(() => desk().querySelector("h2")?.focus({ preventScroll: true }));
  },
]);

// -- its parts

// On a phone there are more of them than fit: the one that is open is in sight, with a piece of its neighbours.
const bringTab = (each) => {
  const list = each.parentElement;
  const left = each.offsetLeft - list.offsetLeft;
  const least = left + each.offsetWidth + 32 - list.clientWidth;
  list.scrollLeft = Math.max(least, Math.min(list.scrollLeft, left - 32));
};
const ownReport = () => desk()?.querySelector("[data-own]");
const openPart = async (name) => {
  const part = desk().querySelector("[data-part]");
  if (part.dataset.part === name) return true;
  for (const each of desk().querySelectorAll("[data-part-of]")) {
    each.setAttribute("aria-selected", String(each.dataset.partOf === name));
    each.tabIndex = each.dataset.partOf === name ? 0 : -1;
    if (each.dataset.partOf === name) bringTab(each);
  }
  const found = await attempt(() => server(`/${ownReport().dataset.own}/parts/${name}`));
  if (!found) return false;
  part.dataset.part = name;
  part.setAttribute("aria-labelledby", `wj-part-${name}`);
  part.innerHTML = found.html; // the server's, escaped there
  clearFound();
  return true;
};
buttons.push(["[data-part-of]", ({ dataset }) => openPart(dataset.partOf)]);

// `scrollIntoView` would move the page's frame, too. What is far off has only an estimated height until it is near, so a
// second step puts right what the first one found.
const toMiddle = (element, range) => {
  const scroller = document.querySelector("#wj-reports");
  const scroll = (place) => {
    const { top } = place.getBoundingClientRect();
    scroller.scrollTop += top - scroller.getBoundingClientRect().top - scroller.clientHeight / 3;
  };
  scroll(element);
  requestAnimationFrame(() => requestAnimationFrame(() => scroll(range ?? element)));
};

const toPlace = async (offset) => {
  if (!(await openPart("whole"))) return;
  const blocks = [...desk().querySelectorAll("[data-whole] [data-at]")];
  const block = blocks.findLast((each) => Number(each.dataset.at) <= offset) ?? blocks[0];
  if (!block) return;
  for (const each of desk().querySelectorAll(".wj-here")) each.classList.remove("wj-here");
  block.classList.add("wj-here");
  toMiddle(block);
};

// -- correct, replace, remove

buttons.push([
  "[data-own-edit]",
  () => {
    const { own: report, title, issuer, region, year } = ownReport().dataset;
    const named = (name, value) => ({ name, label: words(name), value });
    const known = (name) => (choices[name] ?? []).map(({ words: said }) => said);
    const fields = [
      named("title", title),
      { ...named("issuer", issuer), list: known("issuers") },
      { ...named("region", region), list: known("regions") },
      named("year", year),
    ];
    dialog(words("edit_of", { title }), fields, words("edit_hint"), async (given) => {
      await server("/describe", { report, ...given });
      notice(words("saved"));
      refresh();
    });
  },
]);
buttons.push(["[data-own-replace]", () => chooseFiles(ownReport().dataset.own)]);
buttons.push(["[data-own-remove]", () => removeReports([ownReport().dataset.own])]);

// -- words found in the whole text: the browser paints them, so that the text itself stays as it is

let foundRanges = [];
let foundAt = -1;
const paints = typeof Highlight === "function" && "highlights" in CSS;
const clearFound = () => {
  foundRanges = [];
  foundAt = -1;
  if (paints) ["wj-found", "wj-found-now"].forEach((name) => CSS.highlights.delete(name));
};
const MOST_FOUND = 5_000;
const findWords = (wanted) => {
  clearFound();
  const lower = wanted.trim().toLowerCase();
  if (lower) {
    const walker = document.createTreeWalker(desk().querySelector("[data-whole]"), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node && foundRanges.length < MOST_FOUND; node = walker.nextNode()) {
      const content = node.nodeValue.toLowerCase();
      for (let at = content.indexOf(lower); at >= 0; at = content.indexOf(lower, at + lower.length)) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, Math.min(at + lower.length, content.length));
        foundRanges.push(range);
      }
    }
  }
  if (paints && foundRanges.length) CSS.highlights.set("wj-found", new Highlight(...foundRanges));
  stepFound(foundRanges.length ? 1 : 0, lower);
};
const stepFound = (by, wanted = boxIn("[data-find-words]", desk()).value.trim()) => {
  const said = desk().querySelector("[data-found]");
  if (!foundRanges.length) {
    said.textContent = wanted ? words("find_none") : "";
    return;
  }
  foundAt = (foundAt + by + foundRanges.length) % foundRanges.length;
  const range = foundRanges[foundAt];
  if (paints) CSS.highlights.set("wj-found-now", new Highlight(range));
  said.textContent = `${foundAt + 1} / ${foundRanges.length}`;
  toMiddle(range.startContainer.parentElement, range);
};
inputs.push((box) => {
  if (box.hasAttribute("data-find-words")) findWords(box.value);
});
keys.push((event) => {
  if (event.key !== "Enter" || !(event.target instanceof Element) || !event.target.hasAttribute("data-find-words")) return;
  stepFound(event.shiftKey ? -1 : 1);
});
buttons.push(["[data-find-step]", ({ dataset }) => stepFound(Number(dataset.findStep))]);
