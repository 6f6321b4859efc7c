// The Check tab: a claim opens in the place of the table, and the table comes back where it was left.

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
keys.push((event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target === field("claims-box")) {
    document.querySelector("#wj-check-button")?.click();
  }
});

buttons.push(["[data-check-command]", (button) => request("check-command", button.dataset.checkCommand)]);
