// A starter with slots: the learner fills small fields, the prompt is put together before their eyes.
// The full text can be edited by hand as well; from then on the fields leave it alone.
export function fillSlots(form) {
  const slots = form.querySelector("[data-slots]");
  if (!slots) return;
  const preview = slots.querySelector("[data-preview]");
  const text = form.elements.text;
  const whole = text.closest("details");
  const own = form.querySelector("[data-own-words]");

  const isInStep = () => text.value.trim() === preview.textContent.trim();
  const show = () => {
    own.hidden = isInStep();
    if (!own.hidden) whole.open = true;
  };
  const fill = () => {
    for (const field of slots.querySelectorAll("[data-slot]")) {
      for (const slot of preview.querySelectorAll(`[data-fills="${field.dataset.slot}"]`)) {
        slot.textContent = field.value;
      }
    }
  };

  const wasInStep = isInStep();
  fill();
  if (wasInStep) text.value = preview.textContent;
  slots.hidden = false;
  whole.open = !isInStep();
  show();

  slots.addEventListener("input", () => {
    const follows = isInStep();
    fill();
    if (follows) put(text, preview.textContent);
    show();
  });
  text.addEventListener("input", show);
  form.querySelector("[data-refill]").addEventListener("click", () => put(text, preview.textContent));
}

function put(text, words) {
  text.value = words;
  text.dispatchEvent(new Event("input", { bubbles: true }));
}
