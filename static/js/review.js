// Digits choose an answer or a rating while the focus is inside the review; Enter is the browser's own key.
// Without this file everything can be reached with Tab, the arrows and a finger.
const CHOICES = "input[name=choice]:not([type=hidden]), button[name=rating]";

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || !/^[1-9]$/.test(event.key)) return;
  const chosen = event.target.closest?.("#review")?.querySelectorAll(CHOICES)[event.key - 1];
  if (!chosen) return;
  event.preventDefault();
  chosen.focus();
  chosen.click();
});

// Who has no mouse has most likely no keys either.
if (matchMedia("(hover: hover)").matches) document.querySelector("[data-keys]").hidden = false;
