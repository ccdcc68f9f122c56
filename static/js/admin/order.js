// Rows can be dragged; nothing is sent until the button is pressed. The arrows work without this.
const form = document.querySelector("[data-order]");
const list = form.querySelector("[data-order-list]");
const save = form.querySelector("[data-order-save]");
let dragged = null;
let moved = false;

list.addEventListener("dragstart", (event) => {
  dragged = event.target.closest("[data-order-item]");
  dragged?.classList.add("dragging");
  event.dataTransfer.effectAllowed = "move";
});
list.addEventListener("dragover", (event) => {
  const over = event.target.closest("[data-order-item]");
  if (!dragged || !over) return;
  event.preventDefault();
  if (over === dragged) return;
  const { top, height } = over.getBoundingClientRect();
  if (event.clientY < top + height / 2) over.before(dragged); else over.after(dragged);
  moved = true;
  save.hidden = false;
});
list.addEventListener("dragend", () => {
  dragged?.classList.remove("dragging");
  dragged = null;
});
form.addEventListener("submit", () => { moved = false; });
window.addEventListener("beforeunload", (event) => { if (moved) event.preventDefault(); });
