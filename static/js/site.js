// What every page has: the theme switch and copy buttons. Without this file all pages still read and submit.
import { offerThemes } from "./theme.js";
import { offerCopies } from "./copy.js";
import { offerSearch } from "./search.js";

document.documentElement.classList.add("js");
offerThemes();
offerCopies();
offerSearch();
if ("serviceWorker" in navigator) navigator.serviceWorker.register("/sw.js").catch(() => {});
