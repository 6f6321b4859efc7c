// A thumb up keeps the quotes of an answer as gold, a thumb down asks for the right one; pressed again it is taken back.

const judgements = new Map(); // by what is judged, since the server writes the buttons anew
const judged = (button) => button.closest("[data-judged]");
const sayJudged = (own, said) => (own.querySelector(".wj-judge-said").textContent = said);

const judge = async (own, verdict, more = {}) => {
  const said = await server("/judge", { ...JSON.parse(own.dataset.said), ...more, verdict });
  if (verdict === "none") judgements.delete(own.dataset.said);
  else judgements.set(own.dataset.said, verdict);
  drawJudged();
  sayJudged(document.contains(own) ? own : document.querySelector(`[data-judged="${own.dataset.judged}"]`), said.done);
};
const drawJudged = () => {
  for (const own of document.querySelectorAll("[data-judged]")) {
    for (const button of own.querySelectorAll("[data-judge]")) {
      const pressed = judgements.get(own.dataset.said) === button.dataset.judge;
      put(button, "aria-pressed", String(pressed));
    }
  }
};
settles.push(drawJudged);

buttons.push([
  "[data-judge]",
  (button) => {
    const own = judged(button);
    if (button.getAttribute("aria-pressed") === "true") attempt(() => judge(own, "none"));
    else if (button.dataset.judge === "up") attempt(() => judge(own, "up"));
    else {
      const fields = [
        { name: "quote", label: words("judge_quote"), rows: 4 },
        { name: "unanswerable", label: words("judge_none"), checkbox: true },
      ];
      dialog(words("judge_which"), fields, "", (given) => judge(own, "down", given));
    }
  },
]);
