// One listener for all copy buttons, also those that arrive later.
const BACK_AFTER = 2000;

export function offerCopies() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (button) copy(button);
  });
}

async function copy(button) {
  const words = button.closest(".prompt").querySelector("pre");
  try {
    await navigator.clipboard.writeText(words.textContent);
  } catch {
    // The clipboard needs https or permission; a selection can still be copied by hand.
    getSelection().selectAllChildren(words);
    return;
  }
  const before = button.textContent;
  button.textContent = button.dataset.copy;
  button.disabled = true;
  setTimeout(() => {
    button.textContent = before;
    button.disabled = false;
  }, BACK_AFTER);
}
