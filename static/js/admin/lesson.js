// The lesson page without this file is complete: rows are added by a round trip, ordered by number,
// and the preview opens in a new tab. This makes the same things quick.
const form = document.querySelector("[data-lesson-form]");
document.documentElement.classList.add("has-js");
document.querySelector("[data-focus]")?.focus();

let changed = "changed" in form.dataset;
form.addEventListener("input", () => { changed = true; });
form.addEventListener("submit", (event) => {
  if (!event.submitter?.matches("[data-preview]")) changed = false;
});
window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });

const enliven = (root) => root.querySelectorAll("[data-move]").forEach((button) => { button.hidden = false; });
enliven(form);

form.addEventListener("click", async (event) => {
  const button = event.target.closest("button");
  if (button?.matches("[data-add]")) {
    event.preventDefault();
    await addRow(button);
  } else if (button?.matches("[data-move]")) {
    moveRow(button.closest("[data-row]"), Number(button.dataset.move), button);
  }
});

// The server draws the new row, so there is one template for it.
async function addRow(button) {
  button.disabled = true;
  const data = new FormData(form);
  data.set("_add", button.value);
  try {
    const response = await fetch(window.location.href, { method: "POST", body: data });
    if (!response.ok) throw new Error(response.status);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const find = (root) => root.querySelector(`[data-rows="${button.value}"]`);
    const row = [...find(page).querySelector("[data-list]").children].at(-1);
    const total = `[name="${button.value}-TOTAL_FORMS"]`;
    find(document).querySelector("[data-list]").append(row);
    form.querySelector(total).value = page.querySelector(total).value;
    enliven(row);
    changed = true;
    row.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  } catch {
    changed = false;
    form.requestSubmit(button);
  } finally {
    button.disabled = false;
  }
}

function moveRow(row, step, button) {
  const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  if (step < 0) other.before(row); else other.after(row);
  [...row.parentElement.children].forEach((each, index) => {
    each.querySelector(":scope > .doc-row-tools .doc-order").value = index + 1;
  });
  changed = true;
  button.focus();
}

// An error's link opens what is folded around its field.
function reveal() {
  const target = window.location.hash && document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
  if (!target) return;
  for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  target.scrollIntoView({ block: "center" });
  target.focus({ preventScroll: true });
}
window.addEventListener("hashchange", reveal);
reveal();

// Preview in a drawer beside the text.
const dialog = document.querySelector("[data-preview-dialog]");
const preview = form.querySelector("[data-preview]");
if (preview) {
  preview.formTarget = "preview";
  preview.addEventListener("click", () => { if (!dialog.open) dialog.show(); });
  dialog.querySelector("[data-preview-again]").addEventListener("click", () => form.requestSubmit(preview));
  dialog.querySelector("[data-preview-close]").addEventListener("click", () => { dialog.close(); preview.focus(); });
  const narrow = dialog.querySelector("[data-preview-narrow]");
  narrow.addEventListener("click", () => {
    narrow.setAttribute("aria-pressed", String(dialog.classList.toggle("narrow")));
  });
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && dialog.open) dialog.close();
  if (!(event.ctrlKey || event.metaKey) || !form.querySelector("[name=_save]")) return;
  if (event.key === "s") {
    event.preventDefault();
    form.requestSubmit(form.querySelector("[name=_save]"));
  } else if (event.key === "Enter" && event.target.matches("textarea")) {
    event.preventDefault();
    preview.click();
  }
});

// The marks of the guide at the press of a button, around what is selected in the body.
const body = form.querySelector(".doc-body");
form.querySelectorAll("[data-mark-tools]").forEach((bar) => {
  bar.hidden = false;
  bar.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-mark]");
    if (!mark) return;
    const [before, after = ""] = mark.dataset.mark.replaceAll("\\n", "\n").split("…");
    const { selectionStart: start, selectionEnd: end, value } = body;
    body.setRangeText(before + value.slice(start, end) + after, start, end, "end");
    body.selectionStart = body.selectionEnd = end + before.length;
    body.focus();
    changed = true;
  });
});
