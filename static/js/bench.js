// The practice benches of a page. Without this file every form still posts and every page can be reloaded;
// with it answers stream in, nothing typed is lost, and only the answering side of a bench changes.
import { isSwitch, keepInAddress, newestTurn, showTurn } from "./branches.js";
import { forget, restore } from "./drafts.js";
import { fillSlots } from "./slots.js";
import { follow } from "./stream.js";

const WIDE = matchMedia("(min-width: 60rem)");
const ASK_AGAIN = [1000, 1000, 2000, 3000, 5000]; // ms between looks at a hand-in that is being judged
const stops = new WeakMap();

for (const bench of document.querySelectorAll("[data-bench]")) {
  if (WIDE.matches) bench.removeAttribute("name"); // there is room for two open ones
  wake(bench, bench);
}
document.addEventListener("submit", onSubmit);
document.addEventListener("click", onSwitch);
document.addEventListener("input", (event) => count(event.target));
addEventListener("hashchange", openTarget);
openTarget();

function openTarget() {
  const id = decodeURIComponent(location.hash.slice(1));
  const bench = id && document.getElementById(id)?.closest("details[data-bench]");
  if (bench && !bench.open) bench.open = true;
}

// Everything that came with the page or arrived later: counters, drafts, slots, streams.
function wake(root, bench) {
  for (const element of root.querySelectorAll("[data-without-script]")) element.hidden = true;
  for (const button of root.querySelectorAll("[data-restart]")) offerRestart(button);
  for (const form of root.querySelectorAll("form[data-draft]")) {
    restore(form);
    fillSlots(form);
  }
  for (const field of root.querySelectorAll("textarea")) count(field);
  stops.get(bench)?.();
  followAll([...root.querySelectorAll("[data-events]")], bench);
  const waiting = root.querySelector("[data-waits]");
  if (waiting) wait(bench, waiting);
}

// Drawn anew when the last one has ended: in between it would take the other answer from under a reader's eyes.
function followAll(boxes, bench) {
  let open = boxes.length;
  const ended = (box) => {
    open -= 1;
    if (!open) refresh(bench, box.dataset.page);
  };
  const following = boxes.map((box) => follow(box, () => ended(box)));
  stops.set(bench, () => following.forEach((stop) => stop()));
}

function count(field) {
  const shown = field.id && document.querySelector(`[data-count="${CSS.escape(field.id)}"]`);
  if (shown) shown.textContent = [...field.value.replace(/\s/g, "")].length;
}

function offerRestart(button) {
  const text = button.form.elements.text;
  button.hidden = text.value === button.dataset.restart;
  button.addEventListener("click", () => {
    text.value = button.dataset.restart;
    text.dispatchEvent(new Event("input", { bubbles: true }));
    text.focus();
  });
}

async function onSubmit(event) {
  const form = event.target;
  const bench = form.closest("[data-bench]");
  if (!bench || !form.matches("[data-send], [data-hand-in], [data-stop]")) return;
  event.preventDefault();
  if (form.hasAttribute("aria-busy")) return;
  const release = occupy(form, event.submitter);
  try {
    await post(form, bench);
  } catch {
    // The key stays the same, so pressing again cannot send twice.
    complain(form, bench.dataset.offline);
  } finally {
    release();
  }
}

async function onSwitch(event) {
  const link = event.target.closest("a[data-branch]");
  const bench = link?.closest("[data-bench]");
  if (!bench || !isSwitch(event, bench)) return;
  event.preventDefault();
  try {
    await refresh(bench, link.dataset.branch);
    history.replaceState(null, "", link.href);
    showTurn(bench, link.hash);
  } catch {
    location.assign(link.href); // the browser says what is wrong with the network
  }
}

async function post(form, bench) {
  const headers = { Accept: "application/json" };
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers });
  if (answer.status === 401) return location.assign(`${bench.dataset.signIn}${encodeURIComponent(here(bench))}`);
  const body = await answer.json();
  if (form.matches("[data-stop]")) return;
  if (!answer.ok) {
    complain(form, problems(body));
    return;
  }
  forget(form);
  form.querySelector("[name=agreed]")?.closest("label").remove();
  await refresh(bench, body.url, { isAsked: true, isTurn: form.matches("[data-send]") });
}

function here(bench) {
  return `${location.pathname}#${bench.dataset.bench}`;
}

function problems(body) {
  const words = Object.values(body.fields ?? {}).flat();
  return words.length ? words.join(" ") : body.message;
}

function complain(form, words) {
  const place = form.querySelector("[data-problem]");
  if (!place) return;
  place.textContent = words;
  place.hidden = false;
}

function occupy(form, button) {
  const words = button?.textContent;
  form.setAttribute("aria-busy", "true");
  const problem = form.querySelector("[data-problem]");
  if (problem) problem.hidden = true;
  if (button?.dataset.busy) button.textContent = button.dataset.busy;
  return () => {
    form.removeAttribute("aria-busy");
    if (button?.dataset.busy) button.textContent = words;
  };
}

// The answering side of the bench, drawn anew by the server.
async function refresh(bench, url, { isAsked = false, isTurn = false } = {}) {
  if (bench.hasAttribute("data-alone")) return isAsked ? location.assign(url) : location.reload();
  const answer = await fetch(url, { headers: { "HX-Request": "true" } });
  if (!answer.ok) return location.reload();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-out]");
  bench.querySelector("[data-out]").replaceWith(fresh);
  for (const key of bench.querySelectorAll(".bench-in [name=idempotency_key]")) key.value = fresh.dataset.freshKey;
  for (const line of bench.querySelectorAll("[data-left-now]")) line.textContent = fresh.dataset.left;
  bench.querySelector("[data-passed]").hidden = !fresh.hasAttribute("data-is-passed");
  wake(fresh, bench);
  keepInAddress(fresh);
  if (isAsked) show((isTurn && newestTurn(fresh)) || fresh);
}

function show(out) {
  out.focus({ preventScroll: true });
  out.scrollIntoView({ block: WIDE.matches ? "nearest" : "start" });
}

async function wait(bench, waiting) {
  for (let turn = 0; waiting.isConnected; turn += 1) {
    await new Promise((wakeUp) => setTimeout(wakeUp, ASK_AGAIN[Math.min(turn, ASK_AGAIN.length - 1)]));
    const state = await look(waiting.dataset.waits);
    if (state && state !== "checking" && waiting.isConnected) return refresh(bench, waiting.dataset.waits);
  }
}

async function look(url) {
  try {
    const answer = await fetch(url, { headers: { Accept: "application/json" } });
    return (await answer.json()).status;
  } catch {
    return null; // no network just now; the next look may have luck
  }
}
