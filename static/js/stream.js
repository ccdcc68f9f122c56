// Follows one answer as it is written. Pieces are numbered, so a broken connection is taken up where it ended;
// a reload or a second tab reads the same text from the beginning.
const PATIENCE = [500, 1000, 2000, 4000, 8000]; // ms before a refused connection is tried again

export function follow(box, onDone) {
  const reply = box.querySelector("[data-reply]");
  const status = box.querySelector("[data-status]");
  const words = document.createTextNode("");
  const caret = Object.assign(document.createElement("span"), { className: "caret" });
  reply.replaceChildren(words, caret);
  box.querySelector("[data-so-far]")?.remove();

  let last = 0;
  let failures = 0;
  let source = null;
  let timer = null;

  const say = (name, n) => {
    status.textContent = status.dataset[name].replace("{n}", n ?? "");
  };

  function open() {
    source = new EventSource(last ? `${box.dataset.events}?after=${last}` : box.dataset.events);
    source.addEventListener("piece", onPiece);
    source.addEventListener("status", (event) => onStatus(JSON.parse(event.data)));
    source.addEventListener("done", onEnd);
    source.addEventListener("error", onError);
  }

  function onPiece(event) {
    const number = Number(event.lastEventId);
    if (number <= last) return;
    last = number;
    failures = 0;
    words.data += JSON.parse(event.data).text;
    reply.hidden = false;
    // Only now and then: a screen reader should not hear every piece.
    if (number % 20 === 1) say("written", [...words.data].length);
  }

  function onStatus({ status: state, place }) {
    if (state === "queued") return say("queued", place);
    if (state === "running" && !last) say("running");
  }

  function onEnd() {
    source.close();
    caret.remove();
    reply.removeAttribute("aria-busy");
    say("done");
    onDone();
  }

  function onError() {
    say("lost");
    // The browser connects again by itself, unless it was refused.
    if (source.readyState !== EventSource.CLOSED) return;
    timer = setTimeout(openAgain, PATIENCE[Math.min(failures, PATIENCE.length - 1)]);
    failures += 1;
  }

  // An event source does not say why it was refused; who has signed out would wait for ever.
  async function openAgain() {
    if (await isSignedOut(box.dataset.page)) return say("signedOut");
    if (box.isConnected) open();
  }

  open();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}

async function isSignedOut(page) {
  try {
    return (await fetch(page, { headers: { Accept: "application/json" } })).status === 401;
  } catch {
    return false; // no network just now
  }
}
