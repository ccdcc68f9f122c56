// A long select gets a box that narrows it. Without script the select works as it is.
for (const select of document.querySelectorAll("select[data-search]")) {
  const box = document.createElement("input");
  box.type = "search";
  box.className = "in";
  box.autocomplete = "off";
  box.placeholder = select.dataset.search;
  box.setAttribute("aria-label", select.dataset.search);
  box.setAttribute("aria-controls", select.id);
  select.before(box);

  const groups = [...select.children].map((group) => group.cloneNode(true));
  let before = select.value;
  box.addEventListener("focus", () => (before = select.value));

  box.addEventListener("input", () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (option) => words.every((word) => option.textContent.toLowerCase().includes(word));
    const narrowed = groups.map((group) => {
      const copy = group.cloneNode(true);
      for (const option of [...copy.querySelectorAll("option")]) if (!fits(option)) option.remove();
      return copy;
    });
    const found = narrowed.filter((group) => group.querySelector("option"));
    // Nothing found, or the box emptied: the whole list, and what was chosen before.
    const isSearch = words.length > 0 && found.length > 0;
    select.replaceChildren(...(isSearch ? found : groups.map((group) => group.cloneNode(true))));
    select.value = isSearch ? select.options[0].value : before;
  });

  // Enter in the box goes on to what was found; it does not send the form.
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    select.focus();
  });
}
