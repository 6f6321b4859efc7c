// A PDF's page as a picture: forward and back, zoomed, as wide as the window, with the quote boxed where it stands.

const SIZES = [50, 75, 100, 150, 200, 300]; // of the width that there is for the page, in hundredths
// Pixels across that a page is drawn with: as it comes, and larger ones (assistant/ui/leaf.py).
const WIDTHS = [1_200, 1_800, 2_400, 3_200, 4_100];

const leafAddress = ({ dataset: { leaf, page, start, end, across } }) => {
  const asked = new URLSearchParams({ ...(start && { start, end }), ...(across && { across }) });
  return `wenju/reports/${leaf}/leaves/${page}.png${asked.size ? `?${asked}` : ""}`;
};
// As many pixels as the screen shows of it; what was drawn larger already is kept. Until it comes the one before stands.
const sharpenLeaf = (figure) => {
  const picture = figure.querySelector("img");
  const needed = picture.clientWidth * window.devicePixelRatio;
  const across = WIDTHS.find((width) => width >= needed) ?? WIDTHS.at(-1);
  if (across === WIDTHS[0] || across <= Number(figure.dataset.across ?? 0)) return;
  figure.dataset.across = String(across);
  picture.src = leafAddress(figure);
};
const drawLeaf = (figure) => {
  const { page, pages } = figure.dataset;
  const picture = figure.querySelector("img");
  figure.dataset.loading = "";
  picture.src = leafAddress(figure);
  picture.alt = words("leaf_alt", { page });
  figure.querySelector("[data-leaf-at]").textContent = words("leaf", { page, pages });
  for (const button of figure.querySelectorAll("[data-leaf-step]")) {
    const next = Number(page) + Number(button.dataset.leafStep);
    button.disabled = next < 1 || next > Number(pages);
  }
};
const turnLeaf = (figure, by) => {
  const next = Number(figure.dataset.page) + by;
  if (next < 1 || next > Number(figure.dataset.pages)) return;
  figure.dataset.page = String(next);
  figure.querySelector(".wj-leaf-scroll").scrollTop = 0;
  drawLeaf(figure);
};
buttons.push(["[data-leaf-step]", (button) => turnLeaf(button.closest("[data-leaf]"), Number(button.dataset.leafStep))]);

// What stood in the middle stays there.
const zoomLeaf = (figure, by) => {
  const place = SIZES.indexOf(Number(figure.dataset.size ?? 100)) + by;
  const size = SIZES[place];
  if (size === undefined) return;
  const scroller = figure.querySelector(".wj-leaf-scroll");
  const grown = size / Number(figure.dataset.size ?? 100);
  const [across, down] = [scroller.scrollLeft + scroller.clientWidth / 2, scroller.scrollTop + scroller.clientHeight / 2];
  figure.dataset.size = String(size);
  figure.style.setProperty("--wj-size", String(size / 100));
  figure.querySelector("[data-leaf-size]").textContent = `${size}%`;
  scroller.scrollTo(across * grown - scroller.clientWidth / 2, down * grown - scroller.clientHeight / 2);
  for (const button of figure.querySelectorAll("[data-leaf-zoom]")) {
    button.disabled = SIZES[place + Number(button.dataset.leafZoom)] === undefined;
  }
  sharpenLeaf(figure);
};
buttons.push(["[data-leaf-zoom]", (button) => zoomLeaf(button.closest("[data-leaf]"), Number(button.dataset.leafZoom))]);

// As wide as the window: the same page in a dialog over everything, which leads back to where it was opened.
const widenLeaf = (figure) => {
  const box = document.createElement("dialog");
  box.className = "wj-leaf-dialog";
  box.setAttribute("aria-label", figure.querySelector("img").alt);
  const copied = figure.cloneNode(true);
  const close = copied.querySelector("[data-leaf-wide]");
  close.textContent = close.dataset.closeWords;
  box.append(copied);
  box.addEventListener("close", () => box.remove());
  box.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, PageUp: -1, PageDown: 1 }[event.key];
    const size = { "+": 1, "=": 1, "-": -1 }[event.key];
    if (by) turnLeaf(copied, by);
    else if (size) zoomLeaf(copied, size);
    else return;
    event.preventDefault();
  });
  document.querySelector("#wj-shell").append(box);
  box.showModal();
  sharpenLeaf(copied);
  box.querySelector(".wj-leaf-scroll").focus();
};
buttons.push([
  "[data-leaf-wide]",
  (button) => {
    const box = button.closest("dialog");
    if (box) box.close();
    else widenLeaf(button.closest("[data-leaf]"));
  },
]);
// Until the next page is there, the one before is dimmed.
document.addEventListener(
  "load",
  (event) => {
    if (event.target instanceof HTMLImageElement) event.target.closest("[data-leaf]")?.removeAttribute("data-loading");
  },
  true,
);
document.addEventListener(
  "error",
  (event) => {
    const figure = event.target instanceof HTMLImageElement ? event.target.closest("[data-leaf]") : null;
    if (figure) figure.querySelector("[data-leaf-at]").textContent = words("leaf_failed");
  },
  true,
);
