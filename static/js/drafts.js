// What is typed and not sent yet is kept in this browser, so a reload or an ended session does not cost it.
// Storage may be forbidden or full: then the page works as if there were none.
const name = (form, field) => `draft/${document.body.dataset.learner}:${form.dataset.draft}/${field.dataset.slot ?? "text"}`;
const fieldsOf = (form) => form.querySelectorAll("[data-text], [data-slot]");

export function restore(form) {
  let isRestored = false;
  for (const field of fieldsOf(form)) {
    const kept = read(name(form, field));
    if (kept !== null && kept !== field.value) {
      field.value = kept;
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
    write(name(form, field), field.value === field.defaultValue ? null : field.value);
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
