// A PDF's page as a picture: forward and back, zoomed, with the quote boxed where it stands.

const drawLeaf = (figure) => {
  const { leaf, page, pages, start, end } = figure.dataset;
  const span = start === undefined ? "" : `?start=${start}&end=${end}`;
  const picture = figure.querySelector("img");
  picture.src = `wenju/reports/${leaf}/leaves/${page}.png${span}`;
  picture.alt = words("leaf_alt", { page });
  figure.querySelector("[data-leaf-at]").textContent = words("leaf", { page, pages });
  for (const button of figure.querySelectorAll("[data-leaf-step]")) {
    const next = Number(page) + Number(button.dataset.leafStep);
    button.disabled = next < 1 || next > Number(pages);
  }
};
buttons.push([
  "[data-leaf-step]",
  (button) => {
    const figure = button.closest("[data-leaf]");
    figure.dataset.page = String(Number(figure.dataset.page) + Number(button.dataset.leafStep));
    drawLeaf(figure);
  },
]);
buttons.push([
  "[data-leaf-zoom]",
  (button) => {
    const large = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(large));
    button.closest("[data-leaf]").classList.toggle("wj-leaf-large", large);
  },
]);
document.addEventListener(
  "error",
  (event) => {
    const figure = event.target instanceof HTMLImageElement ? event.target.closest("[data-leaf]") : null;
    if (figure) figure.querySelector("[data-leaf-at]").textContent = words("leaf_failed");
  },
  true,
);
