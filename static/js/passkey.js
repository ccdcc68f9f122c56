// allauth's scripts do the ceremony. This shows its button where it can work, and says so when it did not.
if (window.PublicKeyCredential) {
  for (const place of document.querySelectorAll("[data-passkey]")) place.hidden = false;
}

document.addEventListener("allauth.error", (event) => {
  const words = document.querySelector("[data-passkey-failed]");
  if (!words) return;
  event.preventDefault();
  words.hidden = false;
});
