// The Check tab: a claim opens in the place of the table, and the table comes back where it was left.

// The tab is made once the page itself can be used, or when it is first looked at; in another language, its words anew.
const SOON = 300; // milliseconds
let checkWords = "";
let checkIsDue = false;
const wantCheck = () => {
  const now = language();
  if (!now || now === checkWords) return;
  checkWords = now;
  request("check-words", now);
};
let checkComes = false;
const dueSoon = () =>
  requestIdleCallback(
    () => {
      checkIsDue = true;
      wantCheck();
    },
    { timeout: 2_000 },
  );
let boxSeen = false;
const held = []; // what the tab is asked for before it is there: its first words would come too late and go over that
const inCheck = (act) => {
  if (boxSeen) act();
  else held.push(act);
};
settles.push(() => {
  if (checkIsDue || checks()) wantCheck();
  else if (!checkComes && shownChat() !== undefined) {
    checkComes = true;
    setTimeout(dueSoon, SOON);
  }
  const box = field("claims-box");
  if (!box || boxSeen) return;
  boxSeen = true;
  for (const act of held.splice(0)) act();
  // Who came by the tab's link, before the box was there, stands on that link still.
  if (checks() && document.activeElement?.matches("body, .wj-tabs a")) box.focus();
});

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
settles.push(showClaim);

links.push([
  /^(claim-|claims$|quote-|sheet-)/,
  (fragment) => {
    wantEvidence(fragment, /^(quote|sheet)-/.test(fragment));
    request("picked", fragment);
  },
]);
// Which claims are looked at, and how: kept for this window, and put on again whenever the table is written anew.
const WAYS = "wenju-check-ways";
const RANKS = ["refuted", "partly_supported", "not_enough_info", "unread", "supported", "not_checkable", "pending"];
let ways = { only: "", differences: false, text: false, asides: false };
try {
  ways = { ...ways, ...JSON.parse(sessionStorage.getItem(WAYS) ?? "{}") };
} catch {
  // It was none of ours.
}
const setWays = (next) => {
  ways = { ...ways, ...next };
  try {
    sessionStorage.setItem(WAYS, JSON.stringify({ ...ways, only: undefined }));
  } catch {
    // It then holds until the page is left.
  }
  showWays();
};
const rankOf = (row) => RANKS.findIndex((name) => row.classList.contains(`wj-is-${name}`));
const showWays = () => {
  const run = document.querySelector("#wj-claims .wj-run");
  if (!run) {
    ways.only = "";
    return;
  }
  const only = run.querySelector(`[data-only="${CSS.escape(ways.only)}"]`) ? ways.only : "";
  if (run.dataset.shown !== only) run.dataset.shown = only;
  const inText = ways.text && run.querySelector(".wj-article") !== null;
  if (run.classList.contains("wj-in-text") !== inText) run.classList.toggle("wj-in-text", inText);
  if (run.classList.contains("wj-with-asides") !== ways.asides) run.classList.toggle("wj-with-asides", ways.asides);
  for (const button of run.querySelectorAll("[data-only], [data-way]")) {
    const on = String(button.dataset.only !== undefined ? button.dataset.only === only : ways[button.dataset.way]);
    if (button.getAttribute("aria-pressed") !== on) button.setAttribute("aria-pressed", on);
  }
  const body = bodyOf(run.querySelector(".wj-claims"));
  const rows = [...body.rows];
  const number = (row) => Number(row.dataset.number);
  const sorted = [...rows].sort((one, other) => (ways.differences ? rankOf(one) - rankOf(other) : 0) || number(one) - number(other));
  if (sorted.some((row, at) => row !== rows[at])) body.append(...sorted);
  for (const row of rows) {
    const aside = row.classList.contains("wj-is-aside");
    const hidden = (aside && !ways.asides) || (only !== "" && !row.classList.contains(`wj-is-${only}`));
    if (row.hidden !== hidden) row.hidden = hidden;
  }
};
settles.push(showWays);
buttons.push(["[data-only]", (button) => setWays({ only: ways.only === button.dataset.only ? "" : button.dataset.only })]);
buttons.push(["[data-way]", (button) => setWays({ [button.dataset.way]: !ways[button.dataset.way] })]);

keys.push((event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target === field("claims-box")) {
    document.querySelector("#wj-check-button")?.click();
  }
});

buttons.push(["[data-check-command]", (button) => request("check-command", button.dataset.checkCommand)]);
