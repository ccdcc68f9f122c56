// What is typed and not sent yet is kept in this browser, so a reload or an ended session does not cost it.
// Storage may be forbidden or full: then the page works as if there were none.
const name = (form, field) => `draft/${document.body.dataset.learner}:${form.dataset.draft}/${field.dataset.slot ?? field.dataset.keep ?? "text"}`;
const fieldsOf = (form) => form.querySelectorAll("[data-text], [data-slot], [data-keep]");
const isBox = (field) => field.type === "checkbox";
const valueOf = (field) => (isBox(field) ? String(field.checked) : field.value);
const firstValueOf = (field) => (isBox(field) ? String(field.defaultChecked) : field.defaultValue);

export function restore(form) {
  let isRestored = false;
  for (const field of fieldsOf(form)) {
    const kept = read(name(form, field));
    if (kept !== null && kept !== valueOf(field)) {
      if (isBox(field)) field.checked = kept === "true";
      else field.value = kept;
      isRestored = true;
    }
  }
  const note = form.querySelector("[data-draft-note]");
  if (note && isRestored) note.textContent = note.dataset.draftNote;
  form.addEventListener("input", () => remember(form));
}

export function forget(form) {
  for (const field of fieldsOf(form)) write(name(form, field), null);
  const note = form.querySelector("[data-draft-note]");
  if (note) note.textContent = "";
}

function remember(form) {
  for (const field of fieldsOf(form)) {
    write(name(form, field), valueOf(field) === firstValueOf(field) ? null : valueOf(field));
  }
}

function read(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Nothing to do: the words are still on the page.
  }
}
