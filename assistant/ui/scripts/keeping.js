// What is kept: the address of what is shown, so that back, forward and a reload lead to it; the list; the links.

const VISITOR = "wenju-visitor";
// By this secret, made here and kept nowhere else, a browser finds its own conversations again.
window.wenju.visitor = () => {
  let visitor = stored(VISITOR);
  if (!visitor) {
    const bytes = crypto.getRandomValues(new Uint8Array(24));
    visitor = btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_");
    store(VISITOR, visitor);
  }
  return visitor;
};

// -- the address: ?chat=…, ?answer=…, ?check=…, and #claim-N within a check; ?reports and ?reports=… for a report's own
// page; ?compare=… and ?evaluate=…, whose tabs keep their own

const checks = () => document.body.classList.contains("wj-checks");
const shownChat = () => document.querySelector("#wj-past [data-here]")?.dataset.here;
const shownCheck = () => document.querySelector("#wj-claims [data-check]")?.dataset.check ?? "";
const addressNow = () => {
  if (ownTabs.has(openTab())) return ownTabs.get(openTab()).address;
  if (openTab() === "reports") return `?reports${/^[0-9a-f]{64}$/.test(deskShows) ? `=${deskShows}` : ""}`;
  if (!checks()) return shownChat() ? `?${shownChat()}` : "";
  const claim = document.querySelector("#wj-claim [data-claim]")?.dataset.claim;
  return `?check${shownCheck() ? `=${shownCheck()}` : ""}${claim ? `#claim-${claim}` : ""}`;
};
const isCheck = (address) => /^\?check(=|#|$)/.test(address);
const isReports = (address) => /^\?reports(=|$)/.test(address);
const here = () => location.search + (location.hash.startsWith("#claim-") ? location.hash : "");

// What is on its way to be opened; until it is there, the address is not written anew.
let opening = here() || null;
let claimAsked = "";
let openingSince = performance.now();
const headedFor = (address) => {
  opening = address;
  claimAsked = "";
  openingSince = performance.now();
};
// The same by a link: the address is written before what it names is there.
const headFor = (address) => {
  if (address === here()) return;
  if (opening !== address) history.pushState(null, "", address);
  headedFor(address);
};
const openAddress = (address) => {
  headedFor(address);
  if (isReports(address)) {
    const report = address.slice("?reports=".length);
    if (report) showOwn(report);
    else showList();
    return;
  }
  const own = ownTabOf(address);
  if (own) {
    ownTabs.get(own).address = address;
    tab(own);
    return;
  }
  const isOne = isCheck(address);
  if (isOne !== checks() || !["ask", "check"].includes(openTab())) {
    for (const name of TABS) document.body.classList.toggle(`wj-tab-${name}`, name === (isOne ? "check" : "ask"));
    document.body.classList.toggle("wj-checks", isOne);
    showTab();
  }
  const [search, claim] = address.split("#");
  if (isOne) {
    const name = search.startsWith("?check=") ? search.slice(7) : "";
    inCheck(() => {
      if (name !== shownCheck()) request("check-opening", `${search}${claim ? `#${claim}` : ""}`);
      else request("picked", claim || "claims");
    });
  } else if (search !== (shownChat() ? `?${shownChat()}` : "")) {
    request("opening", search || "?");
  }
};
// Gradio writes the page in pieces: only when it says where it is, the address follows.
let begun = false;
const markShown = () => {
  for (const link of document.querySelectorAll("#wj-kept a[data-open]")) {
    const [kind, name] = link.dataset.open.split("=");
    const own = ownTabOf(`?${link.dataset.open}`);
    const shown = own ? openTab() === own && ownTabs.get(own).address === `?${link.dataset.open}` : kind === "check" ? checks() && name === shownCheck() : openTab() === "ask" && shownChat() === `chat=${name}`;
    if (shown !== link.hasAttribute("aria-current")) {
      if (shown) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }
};
settles.push(markShown);
const writeAddress = () => {
  if (shownChat() === undefined) return;
  if (!begun) {
    begun = true;
    if (isCheck(here()) || isReports(here()) || ownTabOf(here())) openAddress(here());
  }
  const now = addressNow();
  const claim = opening?.match(/^(\?check=[^#]+)#(claim-\d+)$/);
  if (claim && now === claim[1] && opening !== claimAsked) {
    claimAsked = opening;
    request("picked", claim[2]);
  }
  if (opening !== null) {
    const arrived = now === opening;
    if (!arrived && performance.now() - openingSince < 8_000) return;
    opening = null;
    if (!arrived) history.replaceState(null, "", now || location.pathname);
    return;
  }
  if (now !== here()) history.pushState(null, "", now || location.pathname);
};
settles.push(writeAddress);
window.addEventListener("popstate", () => openAddress(here()));
if (isCheck(here())) {
  const show = () => document.body.classList.add("wj-checks", "wj-tab-check");
  if (document.body) show();
  else document.addEventListener("DOMContentLoaded", show);
}

// -- links and commands

const said = (button, words) => {
  if (button.classList.contains("wj-done")) return;
  const before = button.textContent;
  button.classList.add("wj-done");
  button.textContent = words;
  setTimeout(() => {
    button.textContent = before;
    button.classList.remove("wj-done");
  }, 1400);
};
buttons.push([
  "[data-link]",
  async (button) => {
    await navigator.clipboard.writeText(`${location.origin}${location.pathname}?${button.dataset.link}`);
    said(button, button.dataset.done);
  },
]);
buttons.push([
  "[data-command]",
  (button) => {
    if (/^again /.test(button.dataset.command)) followsChat = true;
    request("command", button.dataset.command);
  },
]);
buttons.push(["[data-not]", (button) => foldUp(button.closest("details"))]);

// A question is changed in the box; sent, it takes the place of the one before.
let instead = ""; // the answer whose place that is
buttons.push([
  "[data-edit]",
  (button) => {
    editsNoMore();
    instead = button.dataset.edit;
    write("question", button.dataset.question);
    const bar = document.createElement("div");
    bar.className = "wj-editing";
    const words = document.createElement("span");
    words.textContent = button.dataset.says;
    const back = document.createElement("button");
    back.type = "button";
    back.className = "wj-quiet";
    back.textContent = button.dataset.back;
    back.addEventListener("click", editNot);
    bar.append(words, back);
    document.querySelector("#wj-composer")?.prepend(bar);
    field("question")?.focus();
  },
]);
const editsNoMore = () => {
  instead = "";
  document.querySelector(".wj-editing")?.remove();
};
const editNot = () => {
  editsNoMore();
  write("question", "");
  field("question")?.focus();
};
// Another conversation is shown.
settles.push(() => {
  if (instead && !document.querySelector(`[data-edit="${CSS.escape(instead)}"]`)) editsNoMore();
});
keys.push((event) => {
  if (event.key !== "Escape" || event.target !== field("question") || !instead) return;
  editNot();
});

// -- the list

// What is folded out and closes when something else is clicked. Gradio writes the server's words into the elements that
// are there, and folds up what they don't say is open; so the names of what is open are kept here, and it is opened again.
const FOLDS = ".wj-menu, .wj-libraries, .wj-export, .wj-sure";
const unfolded = new Set();
let focusedFold = { name: "", at: 0 }; // of what has the focus in one, which control it is
const nameOf = (fold) => {
  const entry = fold.closest("li")?.querySelector("a[data-open]")?.dataset.open;
  return `${fold.classList[0]} ${entry ?? fold.querySelector("[data-command]")?.dataset.command ?? ""}`;
};
const foldNamed = (name) => openedIn(FOLDS).find((each) => nameOf(each) === name);
const controlsOf = (fold) => [...fold.querySelectorAll("summary, button, a")];
const foldUp = (fold) => {
  for (const each of [fold, ...openedIn(FOLDS, fold)]) {
    each.open = false;
    unfolded.delete(nameOf(each));
  }
};
settles.push(() => {
  for (const name of unfolded) {
    const fold = foldNamed(name);
    if (!fold) unfolded.delete(name);
    else if (!fold.open) fold.open = true;
    else continue;
    const focused = document.activeElement;
    const isLost = focused === document.body || focused?.closest("#wj-kept");
    if (fold && focusedFold.name === name && isLost && !fold.contains(focused)) controlsOf(fold)[focusedFold.at]?.focus();
  }
});
document.addEventListener("focusin", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const fold = target?.closest(FOLDS);
  focusedFold = fold ? { name: nameOf(fold), at: controlsOf(fold).indexOf(target) } : { name: "", at: 0 };
});
document.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const link = target?.closest("a[data-open]");
  for (const name of unfolded) {
    const fold = foldNamed(name);
    if (fold && !fold.contains(target)) foldUp(fold);
  }
  const fold = /** @type {HTMLDetailsElement | null} */ (target?.closest("summary")?.parentElement);
  if (fold?.matches(FOLDS)) {
    if (fold.open) unfolded.delete(nameOf(fold));
    else unfolded.add(nameOf(fold));
  }
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  closeAll();
  const address = `?${link.dataset.open}`;
  if (address !== here()) history.pushState(null, "", address);
  followsChat = true;
  openAddress(address);
});
keys.push((event) => {
  if (event.key !== "Escape" || !(event.target instanceof Element)) return;
  /** @type {HTMLDetailsElement | null} */
  const menu = event.target.closest(".wj-menu[open], .wj-libraries[open], .wj-export[open]");
  if (!menu) return;
  foldUp(menu);
  menu.querySelector("summary").focus();
});
// A menu at the lower end of the list opens upwards, where there is room.
document.addEventListener(
  "toggle",
  (event) => {
    const menu = event.target;
    if (!(menu instanceof HTMLDetailsElement) || !menu.matches(".wj-menu") || !menu.open) return;
    const box = menu.querySelector(".wj-menu-box");
    const place = menu.getBoundingClientRect();
    box.style.left = `${Math.max(8, Math.min(place.right - 210, window.innerWidth - 238))}px`;
    const below = place.bottom + box.offsetHeight + 8 < window.innerHeight;
    box.style.top = `${below ? place.bottom : Math.max(8, place.top - box.offsetHeight)}px`;
  },
  true,
);

/** The list anew, as far as it has the words that are looked for. */
const listKept = () => request("listed", boxIn("[data-find]")?.value.trim() ?? "");
let finding = 0;
inputs.push((box) => {
  if (!box.hasAttribute("data-find")) return;
  clearTimeout(finding);
  finding = setTimeout(listKept, 250);
});
settles.push(() => {
  const box = document.querySelector("[data-find]");
  const count = Number(document.querySelector("#wj-kept [data-count]")?.dataset.count ?? 0);
  if (box && count >= 6) box.hidden = false;
});

// A title is changed in a form of its own: what stands in the list may be written anew meanwhile.
buttons.push([
  "[data-rename]",
  (button) => {
    const menu = button.closest(".wj-menu");
    foldUp(menu);
    const title = menu.closest("li").querySelector(".wj-title").textContent;
    const fields = [{ name: "title", label: button.dataset.label, value: title }];
    dialog(button.textContent, fields, "", ({ title: wanted }) => {
      if (wanted.trim() && wanted.trim() !== title) request("command", `rename ${button.dataset.rename} ${wanted.trim()}`);
    });
    boxIn(".wj-dialog input").select();
    // The form gives the focus back to the button, which is folded up by then.
    document.querySelector(".wj-dialog").addEventListener("close", () => menu.querySelector("summary").focus());
  },
]);
