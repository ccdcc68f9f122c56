// One box ticks everybody on the page.
const form = document.querySelector("[data-roster]");
const all = form?.querySelector("[data-pick-all]");
const people = () => [...form.querySelectorAll("[name=who]")];

all?.addEventListener("change", () => {
  for (const box of people()) box.checked = all.checked;
});
form?.addEventListener("change", (event) => {
  if (event.target.name !== "who") return;
  const ticked = people().filter((box) => box.checked).length;
  all.checked = ticked === people().length;
  all.indeterminate = ticked > 0 && !all.checked;
});
