// "/" or Ctrl+K leads to the search from every page, Esc away from it. Typing is never interrupted.
const FIELDS = "input, textarea, select, [contenteditable]";

export function offerSearch() {
  document.addEventListener("keydown", (event) => {
    const field = document.querySelector(".search input[type=search]");
    if (event.key === "Escape" && document.activeElement === field) return field?.blur();
    if (event.defaultPrevented || event.isComposing || !isAsked(event)) return;
    event.preventDefault();
    if (field) return field.select();
    const link = document.querySelector(".nav a[data-search]");
    if (link) location.assign(link.href);
  });
}

function isAsked(event) {
  const isBare = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (event.key === "/") return isBare && !event.target.closest?.(FIELDS) && !document.querySelector("dialog[open]");
  return event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
}
