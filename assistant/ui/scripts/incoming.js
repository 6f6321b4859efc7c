// Files on their way in: chosen or dropped anywhere, many at once, each with how far it is and a way to take it back.

const SENT_AT_ONCE = 2;
const jobs = []; // { id, file, state, percent, html, request, replacing }
let jobSerial = 0;
let incomingBegan = 0;
let replacing; // the report that the next chosen file takes the place of

const ended = (job) => ["done", "stopped", "failed"].includes(job.state);
const takeFiles = (files, inPlaceOf) => {
  const wanted = inPlaceOf ? [...files].slice(0, 1) : [...files];
  if (!wanted.length) return;
  if (jobs.every(ended)) {
    jobs.length = 0;
    incomingBegan = performance.now();
  }
  for (const file of wanted) {
    jobSerial += 1;
    const id = `${Date.now().toString(36)}-${jobSerial}-${Math.random().toString(36).slice(2)}`;
    jobs.push({ id, file, state: "waiting", percent: 0, html: "", replacing: inPlaceOf });
  }
  drawJobs();
  nextJobs();
};

const nextJobs = () => {
  while (jobs.filter((job) => ["sending", "reading"].includes(job.state)).length < SENT_AT_ONCE) {
    const job = jobs.find((each) => each.state === "waiting");
    if (!job) return;
    job.state = "sending";
    runJob(job);
  }
};
const runJob = async (job) => {
  try {
    const refused = await server("/fit", { name: job.file.name, size: job.file.size });
    if (refused.html) endJob(job, "done", refused.html, "refused");
    else {
      const path = await send(job);
      if (job.state === "stopped") return;
      job.state = "reading";
      drawJobs();
      const found = await server("/add", { path, job: job.id, replacing: job.replacing });
      job.report = found.report;
      endJob(job, found.status === "stopped" ? "stopped" : "done", found.html, found.status);
      if (found.status !== "refused" && found.status !== "stopped") refresh();
    }
  } catch (error) {
    if (job.state !== "stopped") endJob(job, "failed", "", "refused", error.message);
  }
  drawJobs();
  nextJobs();
};
const endJob = (job, state, html, status, said) => {
  Object.assign(job, { state, html, status, said });
  drawJobs();
};
// The bytes go to Gradio's upload, which measures them and names a file that only who sent it can name.
const send = (job) =>
  new Promise((resolve, reject) => {
    const form = new FormData();
    form.append("files", job.file, job.file.name);
    const asked = new XMLHttpRequest();
    job.request = asked;
    asked.open("POST", "gradio_api/upload");
    asked.upload.addEventListener("progress", (event) => {
      job.percent = event.lengthComputable ? Math.round((100 * event.loaded) / event.total) : 0;
      drawJobs();
    });
    const failed = () => reject(new Error(words("job_failed")));
    asked.addEventListener("load", () => {
      try {
        const [path] = JSON.parse(asked.responseText);
        if (asked.status !== 200 || typeof path !== "string") throw new Error();
        resolve(path);
      } catch {
        failed();
      }
    });
    asked.addEventListener("error", failed);
    asked.addEventListener("abort", failed);
    asked.send(form);
  });
const stopJob = (job) => {
  if (ended(job)) return;
  const reading = job.state === "reading";
  if (!reading) job.state = "stopped";
  job.request?.abort();
  if (reading) attempt(() => server("/stop", { job: job.id }));
  drawJobs();
  nextJobs();
};

// -- the tray

const timeLeft = () => {
  const sizes = (kept) => jobs.filter(kept).reduce((sum, job) => sum + job.file.size + 20_000, 0);
  const done = sizes(ended);
  const seconds = (performance.now() - incomingBegan) / 1000;
  if (!done || seconds < 2 || jobs.every(ended)) return "";
  return words("tray_left", { seconds: Math.max(1, Math.round((seconds / done) * sizes((job) => !ended(job)))) });
};
const jobLine = (job) => {
  const line = document.createElement("li");
  line.className = `wj-job wj-job-${job.state}`;
  const name = Object.assign(document.createElement("span"), { className: "wj-job-name", textContent: job.file.name });
  name.title = job.file.name;
  line.append(name);
  if (ended(job)) {
    const said = document.createElement("div");
    said.className = "wj-job-said";
    if (job.html) said.innerHTML = job.html; // the server's, escaped there
    else {
      const words_ = job.state === "stopped" ? words("job_stopped") : job.said || words("job_failed");
      said.append(Object.assign(document.createElement("p"), { className: `wj-outcome wj-${job.status ?? "stopped"}`, textContent: words_ }));
    }
    line.append(said);
    if (job.report) {
      const open = Object.assign(document.createElement("a"), { className: "wj-quiet", textContent: words("job_open") });
      open.href = `#open-${job.report}`;
      line.append(open);
    }
    return line;
  }
  const states = { waiting: words("job_waiting"), sending: words("job_sending", { percent: job.percent }), reading: words("job_reading") };
  line.append(Object.assign(document.createElement("span"), { className: "wj-job-state", textContent: states[job.state] }));
  const bar = document.createElement("progress");
  bar.max = 100;
  if (job.state !== "reading") bar.value = job.percent;
  bar.setAttribute("aria-label", job.file.name);
  const stop = Object.assign(document.createElement("button"), { type: "button", className: "wj-icon", textContent: "✕" });
  stop.dataset.stop = job.id;
  stop.title = words("job_stop", { name: job.file.name });
  stop.setAttribute("aria-label", stop.title);
  line.append(stop, bar);
  return line;
};
const drawJobs = () => {
  let tray = document.querySelector("#wj-tray");
  if (!tray) {
    tray = document.createElement("section");
    tray.id = "wj-tray";
    document.querySelector("#wj-shell")?.append(tray);
  }
  tray.hidden = jobs.length === 0;
  tray.setAttribute("aria-label", words("tray"));
  const head = document.createElement("header");
  const title = Object.assign(document.createElement("h2"), { textContent: words("tray") });
  const done = words("tray_done", { done: jobs.filter(ended).length, count: jobs.length });
  const said = Object.assign(document.createElement("span"), { textContent: [done, timeLeft()].filter(Boolean).join(" · ") });
  said.setAttribute("role", "status");
  const close = Object.assign(document.createElement("button"), { type: "button", className: "wj-icon", textContent: "✕" });
  close.dataset.trayClose = "";
  close.title = words("tray_close");
  close.setAttribute("aria-label", close.title);
  close.hidden = !jobs.every(ended);
  head.append(title, said, close);
  const list = document.createElement("ol");
  list.tabIndex = 0;
  list.setAttribute("aria-label", words("tray"));
  list.append(...jobs.map(jobLine));
  const focused = focusedNow()?.dataset.stop;
  tray.replaceChildren(head, list);
  if (focused) tray.querySelector(`[data-stop="${focused}"]`)?.focus();
};
buttons.push(["[data-stop]", (button) => stopJob(jobs.find((job) => job.id === button.dataset.stop))]);
buttons.push([
  "[data-tray-close]",
  () => {
    jobs.length = 0;
    drawJobs();
  },
]);

// -- choosing and dropping

const chooseFiles = (inPlaceOf) => {
  replacing = inPlaceOf;
  const box = boxIn("[data-files]");
  box.multiple = !inPlaceOf;
  box.click();
};
buttons.push(["[data-add]", () => chooseFiles()]);
buttons.push([
  "[data-samples]",
  async (button) => {
    const before = button.textContent;
    button.disabled = true;
    button.textContent = words("job_reading");
    await attempt(() => server("/samples", {}));
    button.disabled = false;
    button.textContent = before;
    refresh();
  },
]);
document.addEventListener("change", (event) => {
  const box = event.target;
  if (!(box instanceof HTMLInputElement) || !box.hasAttribute("data-files")) return;
  takeFiles(box.files, replacing);
  replacing = undefined;
  box.value = "";
});

const hasFiles = (event) => event.dataTransfer?.types.includes("Files") && !event.target.closest?.("dialog");
let dragged = 0;
const showDrop = (on) => {
  let over = document.querySelector("#wj-drop");
  if (!over && on) {
    over = document.createElement("div");
    over.id = "wj-drop";
    const title = document.createElement("p");
    const hint = document.createElement("span");
    over.append(title, hint);
    document.querySelector("#wj-shell")?.append(over);
  }
  if (!over) return;
  over.firstChild.textContent = words("drop");
  over.lastChild.textContent = words("drop_hint");
  over.hidden = !on;
};
document.addEventListener("dragenter", (event) => {
  if (!hasFiles(event)) return;
  dragged += 1;
  showDrop(true);
});
document.addEventListener("dragleave", (event) => {
  if (!hasFiles(event)) return;
  dragged = Math.max(0, dragged - 1);
  if (!dragged) showDrop(false);
});
document.addEventListener("dragover", (event) => {
  if (hasFiles(event)) event.preventDefault();
});
document.addEventListener("drop", (event) => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  dragged = 0;
  showDrop(false);
  takeFiles(event.dataTransfer.files);
});
