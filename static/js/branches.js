// The branches of a conversation. Without this file their links are ordinary ones to the same lesson.

// A click meant for another tab or window is the browser's.
export function isSwitch(event, bench) {
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  return isPlain && !bench.hasAttribute("data-alone");
}

// An address that names a branch goes along, so that a reload shows what is on the screen.
export function keepInAddress(out) {
  const address = new URL(location.href);
  if (!out.dataset.talk || !address.searchParams.has("talk")) return;
  address.searchParams.set("talk", out.dataset.talk);
  history.replaceState(null, "", address);
}

// Of a conversation, whose turns stand one below the other.
export function newestTurn(out) {
  return out.dataset.talk ? out.querySelector(`#turn-${out.dataset.talk}`) : null;
}

export function showTurn(bench, hash) {
  const place = bench.querySelector(hash) ?? bench.querySelector("[data-out]");
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: "nearest" });
}
