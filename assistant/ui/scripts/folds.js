// What someone has unfolded of an answer or a claim stays so when the server writes it anew, as in another language.

const UNFOLDED = ".wj-folded, .wj-dropped, .wj-more";
const turnedTo = new Map(); // whether it is open, by where it stands
const foldName = (fold) => {
  const part = fold.closest("[data-claim], [data-run], [id]");
  const place = part?.dataset.claim ?? part?.dataset.run ?? part?.id;
  return `${shownChat()} ${shownCheck()} ${place} ${fold.className} ${allIn(UNFOLDED, part).indexOf(fold)}`;
};
document.addEventListener("click", (event) => {
  const summary = event.target instanceof Element ? event.target.closest("summary") : null;
  const fold = summary?.parentElement;
  if (fold instanceof HTMLDetailsElement && fold.matches(UNFOLDED)) turnedTo.set(foldName(fold), !fold.open);
});
settles.push(() => {
  for (const fold of openedIn(UNFOLDED)) {
    const open = turnedTo.get(foldName(fold));
    if (open !== undefined && fold.open !== open) fold.open = open;
  }
});
