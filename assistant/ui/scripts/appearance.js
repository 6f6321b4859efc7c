// Theme and language. Ours wins over Gradio's own reading of the system's theme.

const THEME = "wenju-theme";
const LANGUAGE = "wenju-language";

const dark = window.matchMedia("(prefers-color-scheme: dark)");
let theme = stored(THEME);
const isDark = () => (theme === null ? dark.matches : theme === "dark");
const applyTheme = () => {
  for (const element of [root, document.body]) {
    if (element && element.classList.contains("dark") !== isDark()) element.classList.toggle("dark", isDark());
  }
  root.style.colorScheme = isDark() ? "dark" : "light";
};
applyTheme();
dark.addEventListener("change", applyTheme);
settles.push(applyTheme);
buttons.push([
  "[data-theme]",
  () => {
    theme = isDark() ? "light" : "dark";
    store(THEME, theme);
    applyTheme();
  },
]);

window.wenju.language = () => {
  const chosen = stored(LANGUAGE);
  return chosen === "zh" || chosen === "en" ? chosen : `auto:${navigator.language || ""}`;
};
// What the server will say, before it does: another language of a page that is there has all of it laid out anew.
root.lang = /^(zh|auto:(zh|$))/i.test(window.wenju.language()) ? "zh-Hans" : "en";
links.push([
  /^language-/,
  (fragment) => {
    store(LANGUAGE, fragment.slice(9));
    request("chosen", fragment.slice(9));
  },
]);
const language = () => document.querySelector("[data-language]")?.dataset.language;
settles.push(() => {
  if (!language()) return;
  put(root, "lang", language() === "zh" ? "zh-Hans" : "en");
  const name = language() === "zh" ? "问据 Wenju" : "Wenju 问据";
  // Which library this is, where there are several.
  const library = document.querySelector("[data-library-name]")?.dataset.libraryName;
  const title = library ? `${name} · ${library}` : name;
  if (document.title !== title) document.title = title;
});
