// The page's own script: one listener for our links, the theme, the drawers, copying and filtering.
// What it writes into hidden fields is only a request; the server checks every value again.
"use strict";

(() => {
  const THEME = "wenju-theme";
  const LANGUAGE = "wenju-language";
  const wide = () => window.matchMedia("(min-width: 1100px)").matches;
  const root = document.documentElement;
  let clicks = 0;
  let wantsEvidence = false;
  let followsChat = true;
  let scrolled = 0;

  const stored = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const store = (key, value) => {
    try {
      localStorage.setItem(key, value);
    } catch {
      // Private windows may refuse; the choice then holds for this page only.
    }
  };

  // -- theme: ours wins over Gradio's own reading of the system's

  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  let theme = stored(THEME);
  const isDark = () => (theme === null ? dark.matches : theme === "dark");
  const applyTheme = () => {
    for (const element of [root, document.body]) {
      if (element && element.classList.contains("dark") !== isDark()) element.classList.toggle("dark", isDark());
    }
    root.style.colorScheme = isDark() ? "dark" : "light";
  };
  applyTheme();
  dark.addEventListener("change", applyTheme);

  // -- talking to Gradio's fields

  const field = (name) => document.querySelector(`#wj-${name} textarea, #wj-${name} input`);
  const write = (name, value) => {
    const element = field(name);
    if (!element) return;
    const prototype = element instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(prototype.prototype, "value").set.call(element, value);
    element.dispatchEvent(new Event("input", { bubbles: true }));
  };

  window.wenju = {
    language: () => {
      const chosen = stored(LANGUAGE);
      return chosen === "zh" || chosen === "en" ? chosen : `auto:${navigator.language || ""}`;
    },
  };

  const drawer = (name, open) => document.body.classList.toggle(`wj-open-${name}`, open);
  const closeAll = () => {
    drawer("library", false);
    drawer("evidence", false);
  };

  const mark = (fragment) => {
    for (const link of document.querySelectorAll("[aria-current='true']")) link.removeAttribute("aria-current");
    for (const link of document.querySelectorAll(`a[href="#${CSS.escape(fragment)}"]`)) {
      link.setAttribute("aria-current", "true");
    }
  };

  const copy = async (button) => {
    const source = document.getElementById(button.dataset.copy);
    if (!source) return;
    await navigator.clipboard.writeText(source.textContent);
    const words = button.textContent;
    if (button.classList.contains("wj-done")) return;
    button.classList.add("wj-done");
    button.textContent = document.querySelector("[data-language]")?.dataset.language === "en" ? "Copied" : "已复制";
    setTimeout(() => {
      button.textContent = words;
      button.classList.remove("wj-done");
    }, 1400);
  };

  const ask = (question) => {
    followsChat = true;
    write("question", question);
    setTimeout(() => document.querySelector("#wj-send")?.click(), 60);
  };

  // -- a report's figures: rows are sorted by a column and filtered by words; a second click turns the order round

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
  const filterRows = (box) => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of document.querySelectorAll("#wj-evidence .wj-rows tbody tr")) {
      const content = `${row.textContent} ${row.title}`.toLowerCase();
      row.hidden = !words.every((word) => content.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    document.querySelector("#wj-evidence .wj-rows-none").hidden = shown > 0;
  };

  // -- the check tab

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

  // A file comes inside the page, since there is no route for files; each is offered once.
  let savedSerial = "";
  const offer = () => {
    const file = document.querySelector("#wj-saved [data-file]");
    if (!file || file.dataset.serial === savedSerial) return;
    savedSerial = file.dataset.serial;
    const bytes = Uint8Array.from(atob(file.textContent), (letter) => letter.charCodeAt(0));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([bytes], { type: file.dataset.media }));
    link.download = file.dataset.file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    file.textContent = "";
  };

  let claimSeen = "";
  const showClaim = () => {
    const number = document.querySelector("#wj-claim [data-claim]")?.dataset.claim ?? "";
    if (number === claimSeen) return;
    const left = claimSeen;
    claimSeen = number;
    const scroller = document.querySelector("#wj-check");
    if (number) {
      scroller.scrollTop = 0;
      document.querySelector("#wj-claim .wj-claim-head")?.focus({ preventScroll: true });
    } else document.querySelector(`#wj-claims a[href="#claim-${left}"]`)?.focus();
  };

  const follow = (fragment) => {
    if (/^tab-(ask|check)$/.test(fragment)) {
      tab(fragment.slice(4));
    } else if (/^(claim-|claims$|quote-|sheet-)/.test(fragment)) {
      wantsEvidence = /^(quote|sheet)-/.test(fragment);
      if (document.querySelector("#wj-evidence [data-shows]")?.dataset.shows === fragment) reveal();
      clicks += 1;
      write("picked", `${fragment} ${clicks}`);
    } else if (/^save-[a-z]+$/.test(fragment)) {
      clicks += 1;
      write("saving", `${fragment} ${clicks}`);
    } else if (/^(cite|near|page|related|leaf|report|section|facts?)-/.test(fragment)) {
      wantsEvidence = true;
      if (document.querySelector("#wj-evidence [data-shows]")?.dataset.shows === fragment) reveal();
      clicks += 1;
      write("clicked", `${fragment} ${clicks}`);
      drawer("library", false);
    } else if (fragment.startsWith("only-")) {
      clicks += 1;
      write("clicked", `${fragment} ${clicks}`);
      closeAll();
      field("question")?.focus();
    } else if (fragment.startsWith("language-")) {
      store(LANGUAGE, fragment.slice(9));
      write("chosen", fragment.slice(9));
    } else if (fragment === "new-chat") {
      tab("ask");
      document.querySelector("#wj-new-chat")?.click();
      closeAll();
      field("question")?.focus();
    } else if (fragment === "ask-box") {
      field("question")?.focus();
    } else {
      return false;
    }
    return true;
  };

  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (!target) return;
    const link = target.closest("a[href^='#']") ?? target.closest("#wj-claims tbody tr, .wj-rows tbody tr")?.querySelector("a");
    if (link) {
      event.preventDefault();
      if (link.hasAttribute("data-ask")) {
        ask(link.textContent);
      } else {
        follow(link.getAttribute("href").slice(1));
      }
      return;
    }
    const button = target.closest("button");
    if (button?.dataset.copy) copy(button);
    else if (button?.dataset.ask) ask(button.dataset.ask);
    else if (button?.dataset.sort) sortRows(button);
    else if (button?.hasAttribute("data-theme")) {
      theme = isDark() ? "light" : "dark";
      store(THEME, theme);
      applyTheme();
    } else if (button?.hasAttribute("data-library")) {
      drawer("library", !document.body.classList.contains("wj-open-library"));
    } else if (button?.hasAttribute("data-close")) closeAll();
    else if (!button && target === document.querySelector("#wj-shell")) closeAll();
    if (button?.id === "wj-send") followsChat = true;
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeAll();
    if (event.key === "Enter" && event.target === field("question")) followsChat = true;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target === field("claims-box")) {
      document.querySelector("#wj-check-button")?.click();
    }
    const step = { ArrowLeft: 0, ArrowRight: 1 }[event.key];
    if (step !== undefined && event.target instanceof Element && event.target.closest(".wj-tabs")) {
      tab(step ? "check" : "ask");
      document.querySelector(".wj-tabs [aria-selected='true']")?.focus();
    }
    if (step !== undefined && event.target instanceof Element && event.target.closest("#wj-evidence")) {
      const links = document.querySelectorAll("#wj-evidence .wj-steps > .wj-icon");
      if (links[step] instanceof HTMLAnchorElement) links[step].click();
    }
  });

  document.addEventListener("input", (event) => {
    const box = event.target;
    if (box instanceof HTMLInputElement && box.hasAttribute("data-filter-rows")) filterRows(box);
    if (!(box instanceof HTMLInputElement) || !box.hasAttribute("data-filter")) return;
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const entry of document.querySelectorAll("#wj-library .wj-reports > li")) {
      const content = `${entry.textContent} ${entry.querySelector("a").title}`.toLowerCase();
      entry.hidden = !words.every((word) => content.includes(word));
      shown += entry.hidden ? 0 : 1;
    }
    document.querySelector("#wj-library .wj-none").hidden = shown > 0;
  });

  document.addEventListener(
    "scroll",
    (event) => {
      const chat = event.target;
      if (chat instanceof Element && chat.id === "wj-chat") {
        // Only the reader scrolls without our having asked for it.
        if (performance.now() - scrolled > 150) followsChat = false;
      }
    },
    true,
  );

  // -- what changed under us

  const reveal = () => {
    const panel = document.querySelector("#wj-evidence");
    const own = panel?.querySelector(".wj-scroll");
    if (!own) return;
    const quote = panel.querySelector("mark:not(.wj-gap)");
    const room = quote ? quote.getBoundingClientRect().top - own.getBoundingClientRect().top : 0;
    // The picture of a page stands above the text and is what was asked for.
    if (panel.querySelector(".wj-page")) own.scrollTop = 0;
    else own.scrollTop += quote ? room - own.clientHeight / 3 : 0;
    const current = panel.querySelector("[data-shows]")?.dataset.shows;
    if (current) mark(current.replace(/^page-/, "cite-").replace(/^leaf-/, "related-").replace(/^sheet-/, "quote-"));
    if (!wantsEvidence) return;
    wantsEvidence = false;
    drawer("evidence", true);
    if (!wide()) panel.querySelector("h2")?.focus({ preventScroll: true });
  };

  let evidenceSeen = "";
  const settle = () => {
    applyTheme();
    const language = document.querySelector("[data-language]")?.dataset.language;
    if (language) {
      root.lang = language === "zh" ? "zh-Hans" : "en";
      document.title = language === "zh" ? "问据 Wenju" : "Wenju 问据";
    }
    showTab();
    offer();
    showClaim();
    const panel = document.querySelector("#wj-evidence");
    const content = panel?.innerHTML ?? "";
    if (panel && content !== evidenceSeen) {
      evidenceSeen = content;
      reveal();
    }
    const chat = document.querySelector("#wj-chat");
    const turn = document.querySelector("#wj-latest .wj-turn");
    if (chat && turn && followsChat) {
      // The newest question at the top, so that a long answer is read from its beginning.
      scrolled = performance.now();
      chat.scrollTop += turn.getBoundingClientRect().top - chat.getBoundingClientRect().top - 20;
    }
  };

  const start = () => {
    applyTheme();
    let waiting = false;
    new MutationObserver(() => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        settle();
      });
    }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["class"] });
  };
  if (document.body) start();
  else document.addEventListener("DOMContentLoaded", start);
})();
