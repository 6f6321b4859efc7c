// The line between the page and the panel beside it is moved with the pointer or the arrow keys; the width is kept.

const RIGHT = "wenju-right";
const STEP = 24;
const least = 320;
const most = () => Math.round(window.innerWidth * 0.6);
const usual = () => Math.max(380, Math.round(window.innerWidth * 0.3));
let rightWidth = Number(stored(RIGHT)) || 0; // 0: as wide as usual
const widthNow = () => Math.min(Math.max(rightWidth || usual(), least), Math.max(most(), least));
const setRight = (width) => {
  rightWidth = width ? Math.round(Math.min(Math.max(width, least), Math.max(most(), least))) : 0;
  store(RIGHT, String(rightWidth));
  drawDivider();
};
const drawDivider = () => {
  const panel = document.querySelector("#wj-right");
  const label = document.querySelector("[data-divider-label]")?.dataset.dividerLabel;
  if (!panel || !label) return;
  let line = document.querySelector("#wj-divider");
  if (!line) {
    line = document.createElement("div");
    line.id = "wj-divider";
    line.tabIndex = 0;
    line.setAttribute("role", "separator");
    line.setAttribute("aria-orientation", "vertical");
    line.setAttribute("aria-controls", "wj-right");
    line.addEventListener("pointerdown", (event) => {
      line.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    line.addEventListener("pointermove", (event) => {
      if (line.hasPointerCapture(event.pointerId)) setRight(window.innerWidth - event.clientX);
    });
    line.addEventListener("dblclick", () => setRight(0));
    line.addEventListener("keydown", (event) => {
      const moved = { ArrowLeft: widthNow() + STEP, ArrowRight: widthNow() - STEP, Home: most(), End: least }[event.key];
      if (moved === undefined) return;
      event.preventDefault();
      setRight(moved);
    });
    panel.prepend(line);
  }
  const values = { label, valuenow: widthNow(), valuemin: least, valuemax: Math.max(most(), least) };
  for (const [name, value] of Object.entries(values)) {
    if (line.getAttribute(`aria-${name}`) !== String(value)) line.setAttribute(`aria-${name}`, String(value));
  }
  const width = rightWidth ? `${widthNow()}px` : "";
  if (root.style.getPropertyValue("--wj-right") !== width) root.style.setProperty("--wj-right", width);
};
settles.push(drawDivider);
window.addEventListener("resize", drawDivider);
