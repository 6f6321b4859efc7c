// The Ask tab: a question is sent, and the newest one is read from its beginning.

let followsChat = true;
let scrolled = -1; // where we scrolled to; anywhere else it was the reader

const ask = (question) => {
  followsChat = true;
  write("question", question);
  setTimeout(() => document.querySelector("#wj-send")?.click(), 60);
};
buttons.push(["[data-ask]", (button) => ask(button.dataset.ask)]);
// A question is taken out of the box the moment it is sent. Gradio reads its boxes some time after Enter, and on a busy
// machine the next question stands there by then.
const sent = [];
let sending = "";
// A question sent before the server has said who this page is and which conversation it shows would be nobody's: it
// stays in the box till then.
let sendsWhenThere = false;
const sendQuestion = (event) => {
  if (shownChat() === undefined) {
    sendsWhenThere = true;
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  followsChat = true;
  sent.push([field("question")?.value ?? "", window.wenju.limits(), instead]);
  write("question", "");
  editsNoMore();
};
document.addEventListener(
  "keypress", // Gradio's own event for it, which an input method that is still composing doesn't fire
  (event) => {
    if (event.key === "Enter" && !event.shiftKey && event.target === field("question")) sendQuestion(event);
  },
  true,
);
document.addEventListener(
  "click",
  (event) => {
    if (event.target instanceof Element && event.target.closest("#wj-send")) sendQuestion(event);
  },
  true,
);
settles.push(() => {
  if (!sendsWhenThere || shownChat() === undefined) return;
  sendsWhenThere = false;
  boxIn("#wj-send")?.click();
});
window.wenju.sent = (question, _limits, _instead, ...others) => {
  const [asked, limits, replaces] = sent.shift() ?? [question, window.wenju.limits(), ""];
  sending = asked;
  return [asked, limits, replaces, ...others];
};
// A question that never reached the server stands in the box again. The box may be emptied before the request fails or
// behind it, so it is looked at for a while.
const BRINGS = 20;
/** @type {(lost: string, left: number) => void} */
const bringBack = (lost, left) => {
  if (!field("question")?.value) write("question", lost);
  if (left) setTimeout(() => bringBack(lost, left - 1), 100);
};
unreached.push((body) => {
  if (sending && body.includes(JSON.stringify(sending))) bringBack(sending, BRINGS);
});

links.push([
  /^new-chat$/,
  () => {
    tab("ask");
    request("new-chat");
    closeAll();
    field("question")?.focus();
  },
]);
links.push([/^(ask-box|wj-question)$/, () => tab("ask")]);

document.addEventListener(
  "scroll",
  (event) => {
    const chat = event.target;
    if (chat instanceof Element && chat.id === "wj-chat") {
      if (Math.abs(chat.scrollTop - scrolled) > 2) followsChat = false;
    }
  },
  true,
);

const followChat = () => {
  const chat = document.querySelector("#wj-chat");
  const turn = document.querySelector("#wj-latest .wj-turn");
  if (chat && turn && followsChat) {
    // The newest question at the top, so that a long answer is read from its beginning.
    chat.scrollTop += turn.getBoundingClientRect().top - chat.getBoundingClientRect().top - 20;
    scrolled = chat.scrollTop;
  }
};
settles.push(followChat);
