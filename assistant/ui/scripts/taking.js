// What is taken away: words into the clipboard, and files.

const copy = async (button) => {
  const source = document.getElementById(button.dataset.copy);
  if (!source) return;
  await navigator.clipboard.writeText(source.textContent);
  const before = button.textContent;
  if (button.classList.contains("wj-done")) return;
  button.classList.add("wj-done");
  button.textContent = words("copied");
  setTimeout(() => {
    button.textContent = before;
    button.classList.remove("wj-done");
  }, 1400);
};
buttons.push(["[data-copy]", copy]);

// A file comes inside the page, since there is no route for files; each is offered once.
const offered = new Set();
const offer = () => {
  for (const file of document.querySelectorAll("[data-file]")) offerFile(file);
};
const offerFile = (file) => {
  if (offered.has(file.dataset.serial)) return;
  offered.add(file.dataset.serial);
  const bytes = Uint8Array.from(atob(file.textContent), (letter) => letter.charCodeAt(0));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type: file.dataset.media }));
  link.download = file.dataset.file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  file.textContent = "";
};
settles.push(offer);
links.push([/^save-[a-z-]+$/, (fragment) => request("saving", fragment)]);
