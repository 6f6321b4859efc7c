// The Ask tab: a question is sent, and the newest one is read from its beginning.

let followsChat = true;
let scrolled = 0;

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
      // Only the reader scrolls without our having asked for it.
      if (performance.now() - scrolled > 150) followsChat = false;
    }
  },
  true,
);

const followChat = () => {
  const chat = document.querySelector("#wj-chat");
  const turn = document.querySelector("#wj-latest .wj-turn");
  if (chat && turn && followsChat) {
    // The newest question at the top, so that a long answer is read from its beginning.
    scrolled = performance.now();
    chat.scrollTop += turn.getBoundingClientRect().top - chat.getBoundingClientRect().top - 20;
  }
};
settles.push(followChat);
