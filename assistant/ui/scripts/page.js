// What every part of the page's script uses: the browser's memory, Gradio's fields, and the lists that the parts put
// themselves into. The parts are joined in guard.py's order inside one function, so they share these names and the
// page none. What is written into hidden fields is only a request; the server checks every value again.

const root = document.documentElement;
const wide = () => window.matchMedia("(min-width: 1100px)").matches;

const stored = (key) => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};
// What a browser's window keeps is of the library that it shows.
const ofLibrary = (key) => (location.pathname === "/" ? key : `${key}:${location.pathname}`);
const store = (key, value) => {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Private windows may refuse; the choice then holds for this page only.
  }
};

// -- what the parts add: links by their fragment, buttons by an attribute, keys, inputs, and what is put right whenever
// the server has written something anew. The first link or button that fits is taken.

const links = []; // [pattern of the fragment, what it does with the fragment]
const buttons = []; // [selector, what it does with the button]
const keys = []; // what is told of every key
const inputs = []; // what is told of every box that was typed in
const unreached = []; // what is told of the body of a request that the server never got
const settles = []; // what runs after every change, in this order

const follow = (fragment) => {
  const found = links.find(([pattern]) => pattern.test(fragment));
  if (found) found[1](fragment);
  return found !== undefined;
};

// -- what is looked for in the page, as what it is

/** A box of a form, or a button. @type {(selector: string, within?: ParentNode) => HTMLInputElement | null} */
const boxIn = (selector, within = document) => within?.querySelector(selector) ?? null;
/** @type {(selector: string, within: ParentNode | null) => any[]} */
const allIn = (selector, within) => [...(within?.querySelectorAll(selector) ?? [])];
/** All boxes. @type {(selector: string, within?: ParentNode | null) => HTMLInputElement[]} */
const boxesIn = (selector, within = document) => allIn(selector, within);
/** @type {(selector: string, within?: ParentNode) => HTMLDetailsElement[]} */
const openedIn = (selector, within = document) => allIn(selector, within);
/** @type {(table: Element | null) => HTMLTableSectionElement | null} */
const bodyOf = (table) => table?.querySelector("tbody") ?? null;
/** A form's boxes by their names. @type {(form: HTMLElement) => Record<string, HTMLInputElement>} */
const fieldsOf = (form) => Object(form).elements;
const focusedNow = () => /** @type {HTMLInputElement | null} */ (document.activeElement);

// An attribute is written only where it is another one: `lang` and `tabindex` have the page styled anew each time.
const put = (element, name, value) => {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
};

// -- talking to Gradio's fields

/** @type {(name: string) => HTMLInputElement | HTMLTextAreaElement | null} */
const field = (name) => document.querySelector(`#wj-${name} textarea, #wj-${name} input`);
const write = (name, value) => {
  const element = field(name);
  if (!element) return;
  const prototype = element instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
  Object.getOwnPropertyDescriptor(prototype.prototype, "value").set.call(element, value);
  element.dispatchEvent(new Event("input", { bubbles: true }));
};

// -- asking the server: each kind of request is an event of a part of Gradio's that asking_part.py makes

let trigger; // what sends an event, once that part is there
let events = {};
const early = []; // kinds that were asked for before
/** @type {Record<string, string[]>} */
const untaken = {}; // of each kind, what was asked and Gradio has not taken yet
const request = (kind, value = "") => {
  (untaken[kind] ??= []).push(value);
  if (trigger) trigger(events[kind]);
  else early.push(kind);
};
window.wenju = {
  begin: (send, named) => {
    trigger = send;
    events = named;
    for (const kind of early.splice(0)) trigger(events[kind]);
  },
  // Each in its turn; where only the last counts it stays, since Gradio may come for it twice.
  taken: (kind, last) => {
    const values = untaken[kind] ?? [];
    if (!last) return values.shift() ?? "";
    values.splice(0, values.length - 1);
    return values[0] ?? "";
  },
};

const drawer = (name, open) => document.body.classList.toggle(`wj-open-${name}`, open);
const closeAll = () => {
  drawer("library", false);
  drawer("evidence", false);
};
buttons.push(["[data-library]", () => drawer("library", !document.body.classList.contains("wj-open-library"))]);
buttons.push(["[data-close]", closeAll]);
keys.push((event) => {
  if (event.key === "Escape") closeAll();
});
