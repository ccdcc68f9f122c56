// Pictures made elsewhere are sent one by one, each with its own bar and its own answer. Without this file the
// form sends them together and a page says what became of each.
import { forget, restore } from "./drafts.js";

const keys = new WeakMap(); // by form: which key a file was sent with, so that trying again cannot keep it twice
let busy = 0;

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-upload], [data-remove]")) return;
  event.preventDefault();
  if (form.hasAttribute("aria-busy")) return;
  if (form.matches("[data-remove]")) remove(form);
  else upload(form, event.submitter);
});
addEventListener("beforeunload", (event) => {
  if (busy) event.preventDefault();
});
// On a page of its own; in a bench, bench.js does it.
for (const form of document.querySelectorAll("form[data-upload]")) {
  if (!form.closest("[data-bench]")) restore(form);
}

async function upload(form, button) {
  const files = [...form.elements.pictures.files];
  const lines = new Map(files.map((file) => [file, lineFor(form, file)]));
  const list = form.querySelector("[data-progress]");
  list.replaceChildren(...[...lines.values()].map((line) => line.item));
  list.hidden = false;
  const words = button?.textContent;
  if (button) button.textContent = button.dataset.busy;
  form.setAttribute("aria-busy", "true");
  busy += 1;
  const failed = [];
  let kept = 0;
  for (const [file, line] of lines) {
    const problem = await send(form, file, line.bar);
    if (problem === null) kept += 1;
    else failed.push(file);
    line.tell(problem ?? form.dataset.kept, problem !== null);
  }
  busy -= 1;
  form.removeAttribute("aria-busy");
  if (button) button.textContent = words;
  if (kept) await refresh(form, { isWhole: !failed.length });
  if (failed.length && form.isConnected) offerAgain(form, failed);
}

function lineFor(form, file) {
  const item = document.createElement("li");
  const bar = document.createElement("progress");
  const said = document.createElement("span");
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", file.name);
  item.append(`${file.name} `, bar, said);
  return {
    item,
    bar,
    tell(words, isBad) {
      bar.remove();
      said.textContent = words;
      said.classList.toggle("err", isBad);
    },
  };
}

// The words of a problem, or null when the picture was kept.
async function send(form, file, bar) {
  if (file.size > Number(form.dataset.most)) return form.dataset.tooBig;
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.set("idempotency_key", keyFor(form, file));
  body.set("prompt", form.elements.prompt.value);
  body.set("pictures", file);
  const answer = await post(form.action, body, bar);
  if (answer.status === 401) {
    busy = 0;
    location.reload(); // leads to signing in; the words typed are kept
  }
  if (answer.status === 201) return null;
  return answer.body?.message ?? form.dataset.offline;
}

// fetch cannot tell how much was sent.
function post(url, body, bar) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => {
      // What is sent is still to be read: a bar that is full and stands looks broken.
      if (event.lengthComputable && event.loaded < event.total) bar.value = event.loaded / event.total;
      else bar.removeAttribute("value");
    });
    request.addEventListener("loadend", () => resolve({ status: request.status, body: request.response }));
    request.send(body);
  });
}

function keyFor(form, file) {
  const known = keys.get(form) ?? new Map();
  keys.set(form, known);
  const print = `${file.name}/${file.size}/${file.lastModified}`;
  if (!known.has(print)) known.set(print, `${form.elements.idempotency_key.value}-${known.size}`);
  return known.get(print);
}

// Only the files that were not kept stay chosen.
function offerAgain(form, failed) {
  const chosen = new DataTransfer();
  for (const file of failed) chosen.items.add(file);
  form.elements.pictures.files = chosen.files;
}

async function remove(form) {
  form.setAttribute("aria-busy", "true");
  const problem = form.querySelector("[data-problem]");
  try {
    const headers = { Accept: "application/json" };
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers });
    if (answer.ok) return await refresh(form, { isWhole: false });
    problem.textContent = (await answer.json()).message;
  } catch {
    problem.textContent = problem.dataset.problem;
  }
  problem.hidden = false;
  form.removeAttribute("aria-busy");
}

async function refresh(form, { isWhole }) {
  const gallery = form.closest("[data-gallery]");
  const fresh = await drawnAnew(gallery);
  if (!fresh) return location.reload();
  if (!isWhole) {
    gallery.querySelector("[data-pics]").replaceWith(fresh.querySelector("[data-pics]"));
    gallery.focus({ preventScroll: true });
    return;
  }
  forget(form);
  gallery.replaceWith(fresh);
  const next = fresh.querySelector("form[data-upload]");
  if (next) restore(next);
  fresh.focus({ preventScroll: true });
  fresh.scrollIntoView({ block: "nearest" });
}

async function drawnAnew(gallery) {
  try {
    const answer = await fetch(gallery.dataset.url, { headers: { "HX-Request": "true" } });
    if (!answer.ok) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.querySelector("[data-gallery]");
  } catch {
    return null;
  }
}
