// Marks in the table of contents where the reader is.
const links = new Map();
for (const link of document.querySelectorAll(".toc a[href^='#']")) {
  const id = decodeURIComponent(link.hash.slice(1));
  links.set(id, [...(links.get(id) ?? []), link]);
}

const headings = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
let current = null;

function mark() {
  const above = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
  const now = above.at(-1)?.id;
  if (now === current) return;
  for (const link of links.get(current) ?? []) link.removeAttribute("aria-current");
  for (const link of links.get(now) ?? []) link.setAttribute("aria-current", "true");
  current = now;
}

const watcher = new IntersectionObserver(mark, { rootMargin: "0px 0px -66% 0px" });
headings.forEach((heading) => watcher.observe(heading));
mark();
