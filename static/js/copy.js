// One listener for all copy buttons, also those that arrive later. What others than the learner wrote takes
// along who wrote it.
const BACK_AFTER = 2000;

export function offerCopies() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (button) copy(button);
  });
}

async function copy(button) {
  const { copyOf, copyLabel } = button.dataset;
  const words = copyOf ? document.getElementById(copyOf) : button.closest(".prompt").querySelector("pre");
  // Of a drawn answer the lines as they are seen; of a prompt every character.
  const text = copyOf ? words.innerText.trim() : words.textContent;
  try {
    await navigator.clipboard.writeText(copyLabel ? `${text}\n\n${copyLabel}` : text);
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
