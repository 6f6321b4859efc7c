// A server that is gone is said at once; when another answers, the page is loaded anew and opens what it showed.

const DRAFT = ofLibrary("wenju-draft");
const LOOK = 2_500; // milliseconds between two looks while the page is seen
let instance = "";
let gone = false;
let late = false; // the last look took too long; a busy machine may do that once

// What was typed outlives every reload, ours and Gradio's own after a lost connection.
const DRAFTS = { question: "question", claims: "claims-box" };
/** @type {Set<string>} */
const brought = new Set(); // until then what stands in a box is not what was typed
let keepsDrafts = true;
/** @type {() => Record<string, string>} */
const drafts = () => {
  try {
    return Object(JSON.parse(sessionStorage.getItem(DRAFT) ?? "{}"));
  } catch {
    return {}; // it was no draft of ours
  }
};
const keepDraft = () => {
  if (!keepsDrafts || !brought.size) return;
  const draft = drafts();
  for (const name of brought) draft[name] = field(DRAFTS[name])?.value ?? "";
  try {
    sessionStorage.setItem(DRAFT, JSON.stringify(draft));
  } catch {
    // What was typed is then lost with the page.
  }
};
const bringDrafts = () => {
  if (shownChat() === undefined) return;
  for (const [name, box] of Object.entries(DRAFTS)) {
    if (brought.has(name) || !field(box)) continue;
    brought.add(name);
    const draft = drafts()[name];
    if (draft && !field(box).value) write(box, draft);
  }
};
settles.push(bringDrafts);
window.addEventListener("pagehide", keepDraft);

// The page below is as much less high as the bar is.
const makesRoom = new ResizeObserver(([{ target }]) =>
  document.documentElement.style.setProperty("--wj-gone", `${target.getBoundingClientRect().height}px`)
);
const sayGone = () => {
  document.body.classList.toggle("wj-gone", gone);
  let bar = document.querySelector("#wj-gone");
  if (!gone) {
    bar?.remove();
    return;
  }
  if (bar) return;
  bar = document.createElement("div");
  bar.id = "wj-gone";
  bar.setAttribute("role", "alert");
  const words = document.querySelector("[data-gone]");
  const told = document.createElement("span");
  told.textContent = words?.dataset.gone ?? "问据没有响应。 Wenju does not answer.";
  const again = document.createElement("button");
  again.type = "button";
  again.textContent = words?.dataset.goneAgain ?? "↻";
  again.addEventListener("click", () => look());
  bar.append(told, again);
  document.body.prepend(bar);
  makesRoom.observe(bar);
};

const fetched = window.fetch.bind(window);
let looking = false;
const look = async () => {
  if (looking) return;
  looking = true;
  try {
    const answer = await fetched("wenju/alive", { cache: "no-store", signal: AbortSignal.timeout(8_000) });
    const told = (await answer.text()).trim();
    if (!answer.ok) throw new Error(told);
    if (instance && told !== instance) {
      location.reload();
      return;
    }
    instance = told;
    gone = late = false;
  } catch (error) {
    gone = late || error.name !== "TimeoutError";
    late = true;
  } finally {
    looking = false;
  }
  sayGone();
};
// Whatever Gradio asks for in vain is a reason to look at once.
window.fetch = async (...asked) => {
  try {
    return await fetched(...asked);
  } catch (error) {
    for (const tell of unreached) tell(String(asked[1]?.body ?? ""));
    look();
    throw error;
  }
};
buttons.push([
  "[data-sign-out]",
  async () => {
    keepsDrafts = false; // what was typed is not the next person's
    sessionStorage.clear();
    await fetched("wenju/logout", { method: "POST" });
    location.assign("/");
  },
]);
setInterval(() => {
  if (document.visibilityState === "visible") look();
}, LOOK);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") look();
});
look();
