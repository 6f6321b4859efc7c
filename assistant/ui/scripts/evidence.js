// The panel beside: opened by a click, scrolled to its quote, and the link that it shows marked in the page.

let wantsEvidence = false;
const wantEvidence = (fragment, wants) => {
  wantsEvidence = wants;
  if (document.querySelector("#wj-evidence [data-shows]")?.dataset.shows === fragment) reveal();
};
links.push([
  /^(cite|near|page|related|leaf|report|section|facts?|mention|span|plate|both)-/,
  (fragment) => {
    wantEvidence(fragment, true);
    request("clicked", fragment);
    drawer("library", false);
  },
]);
keys.push((event) => {
  if (step(event) === undefined || !(event.target instanceof Element) || !event.target.closest("#wj-evidence")) return;
  const neighbours = document.querySelectorAll("#wj-evidence .wj-steps > .wj-icon");
  if (neighbours[step(event)] instanceof HTMLAnchorElement) neighbours[step(event)].click();
});

const mark = (fragment) => {
  for (const link of document.querySelectorAll("[aria-current='true']")) link.removeAttribute("aria-current");
  for (const link of document.querySelectorAll(`a[href="#${CSS.escape(fragment)}"]`)) {
    link.setAttribute("aria-current", "true");
  }
};

// Of two quotes one above the other, each in its own half.
const revealHalves = (panel) => {
  for (const half of panel.querySelectorAll(".wj-half")) {
    const quote = half.querySelector("mark:not(.wj-gap)");
    const room = quote ? quote.getBoundingClientRect().top - half.getBoundingClientRect().top : 0;
    half.scrollTop += room - half.clientHeight / 2;
  }
};
const reveal = () => {
  const panel = document.querySelector("#wj-evidence");
  const own = panel?.querySelector(".wj-scroll, .wj-both");
  if (!own) return;
  if (own.matches(".wj-both")) revealHalves(panel);
  const quote = own.matches(".wj-both") ? null : panel.querySelector("mark:not(.wj-gap)");
  const room = quote ? quote.getBoundingClientRect().top - own.getBoundingClientRect().top : 0;
  // The picture of a page stands above the text and is what was asked for.
  if (panel.querySelector(".wj-page")) own.scrollTop = 0;
  else own.scrollTop += quote ? room - own.clientHeight / 3 : 0;
  // Of a wide table the cell that counts, not the first column.
  const counts = panel.querySelector("mark strong");
  const wideTable = counts?.closest(".wj-table");
  if (wideTable) {
    wideTable.scrollLeft += counts.getBoundingClientRect().right - wideTable.getBoundingClientRect().right + 24;
  }
  const current = panel.querySelector("[data-shows]")?.dataset.shows;
  if (current) mark(current.replace(/^page-/, "cite-").replace(/^leaf-/, "related-").replace(/^sheet-/, "quote-").replace(/^plate-/, "span-"));
  if (!wantsEvidence) return;
  wantsEvidence = false;
  drawer("evidence", true);
  if (!wide()) panel.querySelector("h2")?.focus({ preventScroll: true });
};

let evidenceSeen = "";
settles.push(() => {
  const panel = document.querySelector("#wj-evidence");
  const content = panel?.innerHTML ?? "";
  if (panel && content !== evidenceSeen) {
    evidenceSeen = content;
    reveal();
  }
});
