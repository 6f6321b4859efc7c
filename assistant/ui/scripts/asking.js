// The Ask tab: a question is sent, and the newest one is read from its beginning.

let followsChat = true;
let scrolled = -1; // where we scrolled to; anywhere else it was the reader

const ask = (question) => {
  followsChat = true;
  write("question", question);
  setTimeout(() => document.querySelector("#wj-send")?.click(), 60);
};
buttons.push(["[data-ask]", (button) => ask(button.dataset.ask)]);
buttons.push(["#wj-send", () => (followsChat = true)]);
keys.push((event) => {
  if (event.key === "Enter" && event.target === field("question")) followsChat = true;
});

links.push([
  /^new-chat$/,
  () => {
    tab("ask");
    document.querySelector("#wj-new-chat")?.click();
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
