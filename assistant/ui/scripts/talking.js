// Asking our own addresses, the words that scripts say, and the line that says what was done.

const words = (name, fields = {}) => {
  const said = document.querySelector("[data-words]")?.textContent ?? "{}";
  let found = JSON.parse(said)[name] ?? "";
  for (const [field, value] of Object.entries(fields)) found = found.replaceAll(`{${field}}`, value);
  return found;
};

// What an address below /wenju/ answers; what went wrong there is an Error with its line.
const asked = async (path, body) => {
  const address = `wenju/${path}${path.includes("?") ? "&" : "?"}language=${language() ?? "zh"}`;
  const options = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  let answer;
  try {
    answer = await fetch(address, options);
  } catch {
    throw new Error(words("failed"));
  }
  const found = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(found.error ?? words("failed"));
  return found;
};

const server = (path, body) => asked(`reports${path}`, body);

// The library changed: the list beside, the welcome, what can be chosen and the table are made anew.
const refresh = () => {
  request("refresh");
  loadChoices();
  if (openTab() === "reports") showDesk(true);
  if (ownTabs.has(openTab())) showOwnTab(openTab(), true);
};

// -- one line about what was done, with a button where it can be undone; it goes after a while, and when the next comes

let noticeTimer = 0;
const notice = (said, action) => {
  let line = document.querySelector("#wj-notice");
  if (!line) {
    line = document.createElement("div");
    line.id = "wj-notice";
    line.setAttribute("role", "status");
    document.querySelector("#wj-shell")?.append(line);
  }
  clearTimeout(noticeTimer);
  const text = document.createElement("span");
  text.textContent = said;
  line.replaceChildren(text);
  if (action) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "wj-strong";
    button.textContent = action.words;
    button.addEventListener("click", () => {
      line.hidden = true;
      action.act();
    });
    line.append(button);
  }
  line.hidden = false;
  noticeTimer = setTimeout(() => (line.hidden = true), action ? 30_000 : 6_000);
};
// What Gradio says in boxes of its own, in the page's language: which files it takes, and that it is busy. A lost
// connection the bar of server.js tells.
/** @type {[RegExp, string][]} */
const GRADIO_SAYS = [
  [/^Invalid file type: (?<name>.*)\. Only (?<kinds>.*) allowed/s, "toast_type"],
  [/exceed|too large|larger than|maximum/i, "toast_size"],
  [/queue is full|too many/i, "toast_busy"],
];
const toastsSaid = new WeakSet();
settles.push(() => {
  for (const toast of document.querySelectorAll(".toast-wrap [data-testid='toast-text']")) {
    if (toastsSaid.has(toast)) continue;
    toastsSaid.add(toast);
    const said = toast.textContent.trim();
    if (/connection|network|fetch/i.test(said)) continue;
    const known = GRADIO_SAYS.find(([pattern]) => pattern.test(said));
    notice(known ? words(known[1], { ...said.match(known[0]).groups }) : words("failed"));
  }
});
// Does what may fail, and says so where it did.
const attempt = async (act) => {
  try {
    return await act();
  } catch (error) {
    notice(error.message);
    return undefined;
  }
};

// -- a small form over the page; Escape and the browser keep it accessible

const dialog = (title, fields, hint, save) => {
  const box = document.createElement("dialog");
  box.className = "wj-dialog";
  const heading = document.createElement("h2");
  heading.id = "wj-dialog-title";
  heading.textContent = title;
  box.setAttribute("aria-labelledby", heading.id);
  const form = document.createElement("form");
  form.method = "dialog";
  const said = document.createElement("p");
  said.className = "wj-hint";
  said.textContent = hint;
  const wrong = document.createElement("p");
  wrong.setAttribute("role", "alert");
  form.append(heading);
  for (const { name, label, value, rows, checkbox, list } of fields) {
    const line = document.createElement("label");
    const input = document.createElement(rows ? "textarea" : "input");
    if (rows) input.setAttribute("rows", rows);
    if (checkbox) {
      input.setAttribute("type", "checkbox");
      line.className = "wj-dialog-tick";
    } else input.value = value ?? "";
    input.name = name;
    input.autocomplete = "off";
    const caption = document.createElement("span");
    caption.textContent = label;
    line.append(...(checkbox ? [input, caption] : [caption, input]));
    if (list?.length) {
      const options = document.createElement("datalist");
      options.id = `wj-dialog-${name}`;
      for (const each of list) options.append(Object.assign(document.createElement("option"), { value: each }));
      input.setAttribute("list", options.id);
      line.append(options);
    }
    form.append(line);
  }
  const foot = document.createElement("div");
  foot.className = "wj-dialog-do";
  const cancel = Object.assign(document.createElement("button"), { type: "button", className: "wj-quiet" });
  cancel.textContent = words("cancel");
  cancel.addEventListener("click", () => box.close());
  const keep = Object.assign(document.createElement("button"), { type: "submit", className: "wj-strong" });
  keep.textContent = words("save");
  foot.append(cancel, keep);
  form.append(said, wrong, foot);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const given = Object.fromEntries(
      Object.values(fieldsOf(form)).filter((each) => each.name).map((each) => [each.name, each.type === "checkbox" ? each.checked : each.value]),
    );
    try {
      await save(given);
      box.close();
    } catch (error) {
      wrong.className = "wj-note wj-bad";
      wrong.textContent = error.message;
    }
  });
  box.append(form);
  box.addEventListener("close", () => box.remove());
  document.querySelector("#wj-shell").append(box);
  box.showModal();
};
