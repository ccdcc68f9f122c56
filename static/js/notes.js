// Highlights and notes on a lesson. Without this file the form at the end of the lesson does the same.
import { forget, restore } from "./drafts.js";
import { proseOf, unmark, Words } from "./quotes.js";

const LONGEST = 1000; // characters of a quote
const SETTLED = 200; // ms after which a selection counts as made

const lesson = document.querySelector("article.lesson");
let panel = document.getElementById("notes");
let bar = null;
let chosen = null; // what the bar speaks of: words that are selected, or a note
let isHeld = false; // a finger on the bar takes the selection away, and the bar must not go with it
let timer = null;

if (panel) begin();

function begin() {
  restoreDraft();
  for (const heading of lesson.querySelectorAll(".lesson-body > .prose[lang] > h2[id]")) offerBookmark(heading);
  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    timer = setTimeout(offer, SETTLED);
  });
  document.addEventListener("click", onClick);
  document.addEventListener("submit", onSubmit);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && bar) hide();
    // From the selected words Tab leads to the bar, wherever the browser thinks the focus is.
    const isOutside = bar && !bar.contains(document.activeElement);
    if (event.key !== "Tab" || event.shiftKey || !isOutside || getSelection().isCollapsed) return;
    event.preventDefault();
    bar.querySelector("button")?.focus();
  });
  load();
}

// --- What the server knows ------------------------------------------------------------------------------

async function load() {
  const answer = await ask(panel.dataset.notes);
  if (answer?.ok) take(await answer.text());
}

// A redirect means that the session has ended: the words typed stay in this browser until after signing in.
async function ask(url, body) {
  const headers = { "HX-Request": "true" };
  try {
    const answer = await fetch(url, { method: body ? "POST" : "GET", body, headers, redirect: "manual" });
    if (answer.type !== "opaqueredirect") return answer;
    if (body) location.assign(panel.dataset.signIn + encodeURIComponent(location.pathname));
  } catch {
    // No network: whoever asked says so.
  }
  return null;
}

// Sends a form's words. What is typed in other forms stays untouched, for only the list is replaced.
async function send(url, fields, { form, at = panel } = {}) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", panel.querySelector("[name=csrfmiddlewaretoken]").value);
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  const answer = await ask(url, body);
  if (!answer || ![200, 201, 422].includes(answer.status)) {
    complain(at);
    return null;
  }
  const shown = take(await answer.text(), form);
  if (answer.status !== 422) return shown;
  if (at !== panel) complain(at, panel.querySelector("[data-list] .err")?.textContent);
  return null;
}

function take(html, form) {
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("notes");
  if (!fresh) return null;
  panel.querySelector("[data-problem]").hidden = true;
  panel.querySelector("[data-list]").replaceWith(fresh.querySelector("[data-list]"));
  if (form) {
    panel.querySelector("[data-form]").replaceWith(fresh.querySelector("[data-form]"));
    panel.querySelector("[data-form] [aria-invalid]")?.focus();
  }
  draw();
  return fresh.dataset;
}

function complain(at, words) {
  const place = at.querySelector("[data-problem]");
  place.textContent = words ?? place.dataset.problem;
  place.hidden = false;
  if (at === panel) place.scrollIntoView({ block: "center" });
}

function draw() {
  unmark(lesson);
  for (const note of panel.querySelectorAll("[data-quote]")) {
    const words = new Words(lesson);
    const place = words.find(note.dataset);
    if (place) words.mark(place, note.dataset.note);
  }
  for (const button of lesson.querySelectorAll(".heading-mark")) {
    button.setAttribute("aria-pressed", String(Boolean(bookmarkOf(button.dataset.heading))));
  }
}

// --- The bar ----------------------------------------------------------------------------------------------

function offer() {
  if (isHeld) return;
  const selection = getSelection();
  const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  const isInLesson = range && [...proseOf(lesson)].some((prose) => range.intersectsNode(prose));
  const words = isInLesson ? new Words(lesson).describe(range) : null;
  if (!words) {
    if (chosen?.quote) hide();
    return;
  }
  show(words.quote.length > LONGEST ? "too-long" : "selected", words, range);
}

function show(name, what, range) {
  hide();
  chosen = what;
  bar = template(name);
  // Beside the words in the order of the page, so that Tab leads from them to the bar.
  const end = range.endContainer.nodeType === Node.TEXT_NODE ? range.endContainer.parentElement : range.endContainer;
  const prose = end.closest(".prose") ?? lesson.querySelector(".lesson-body");
  const block = [...prose.children].find((child) => child.contains(end));
  if (block) block.after(bar);
  else prose.append(bar);
  const rect = range.getBoundingClientRect();
  bar.style.top = `${rect.bottom + scrollY + 8}px`;
  bar.style.left = `${Math.max(rect.left, 16)}px`;
  bar.addEventListener("pointerdown", (event) => {
    isHeld = true;
    event.preventDefault();
  });
}

function hide() {
  bar?.remove();
  bar = null;
  chosen = null;
  isHeld = false;
}

function template(name) {
  return panel.querySelector("template[data-words]").content.querySelector(`[data-name="${name}"]`).cloneNode(true);
}

function onClick(event) {
  const action = event.target.closest("[data-do]")?.dataset.do;
  if (action) return actions[action]();
  const heading = event.target.closest(".heading-mark")?.dataset.heading;
  if (heading) return turnBookmark(heading);
  const shown = event.target.closest("[data-show]");
  if (shown) return goTo(event, shown.dataset.show);
  const mark = event.target.closest("mark.hl");
  if (mark && getSelection().isCollapsed && !event.target.closest("a")) return openMark(mark);
  if (bar && !event.target.closest(".mark-bar") && !chosen.quote) hide();
}

const actions = {
  async mark() {
    const done = await send(panel.dataset.notes, { ...chosen, revision: revision() });
    getSelection().removeAllRanges();
    hide();
    if (done) focusMark(done.kept);
  },
  write() {
    const { quote, prefix, suffix } = chosen;
    openDialog(panel.dataset.notes, { quote, prefix, suffix, text: "" });
  },
  rewrite() {
    const item = document.getElementById(`note-${chosen.note}`);
    openDialog(item.dataset.url, { quote: item.dataset.quote, text: item.querySelector("[name=text]").value });
  },
  async remove() {
    const { note, range } = chosen;
    const item = document.getElementById(`note-${note}`);
    const url = item.dataset.url;
    if (await send(`${url}remove/`, {})) show("removed", { url }, range);
    bar?.querySelector("button")?.focus();
  },
  async restore() {
    const { url } = chosen;
    hide();
    await send(`${url}restore/`, {});
  },
};

const revision = () => panel.querySelector("[name=revision]").value;

function openMark(mark) {
  const range = document.createRange();
  range.selectNodeContents(mark);
  show("marked", { note: mark.dataset.note, range }, range);
}

function goTo(event, note) {
  const mark = lesson.querySelector(`mark.hl[data-note="${note}"]`);
  if (!mark) return;
  event.preventDefault();
  focusMark(note);
  mark.scrollIntoView({ block: "center" });
}

function focusMark(note) {
  const mark = note && lesson.querySelector(`mark.hl[data-note="${note}"]`);
  if (!mark) return;
  mark.tabIndex = -1;
  mark.focus({ preventScroll: true });
}

// --- Writing ----------------------------------------------------------------------------------------------

function openDialog(url, fields) {
  const dialog = panel.querySelector("[data-dialog]");
  const form = dialog.querySelector("form");
  form.reset();
  form.action = url;
  for (const [name, value] of Object.entries(fields)) form.elements[name].value = value ?? "";
  dialog.querySelector("[data-shown]").textContent = fields.quote;
  dialog.querySelector("[data-problem]").hidden = true;
  hide();
  dialog.showModal();
  form.elements.text.focus();
}

async function onSubmit(event) {
  const form = event.target;
  if (!panel.contains(form) || event.submitter?.formMethod === "dialog") return;
  event.preventDefault();
  if (form.hasAttribute("aria-busy")) return;
  form.setAttribute("aria-busy", "true");
  const dialog = form.closest("dialog");
  const isMain = form.hasAttribute("data-draft");
  const fields = Object.fromEntries(new FormData(form, event.submitter));
  const done = await send(form.action, fields, { form: isMain ? form : null, at: dialog ?? panel });
  form.removeAttribute("aria-busy");
  if (!done) return;
  dialog?.close();
  if (isMain && done.kept) forget(form);
  if (isMain) restoreDraft();
  if (dialog) focusMark(done.kept ?? form.action.match(/(\d+)\/$/)?.[1]);
}

function restoreDraft() {
  const form = panel.querySelector("form[data-draft]");
  restore(form);
  if (form.elements.text.value) form.closest("details").open = true;
}

// --- Bookmarks --------------------------------------------------------------------------------------------

const bookmarkOf = (heading) => panel.querySelector(`[data-bookmark="${CSS.escape(heading)}"]`);

function offerBookmark(heading) {
  const button = template("bookmark");
  button.dataset.heading = heading.id;
  button.querySelector("span").append(heading.textContent);
  heading.after(button);
}

function turnBookmark(heading) {
  const known = bookmarkOf(heading);
  if (known) return send(`${known.dataset.url}remove/`, {});
  return send(panel.dataset.notes, { bookmark: "1", heading, revision: revision() });
}
