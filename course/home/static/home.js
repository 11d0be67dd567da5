// Keeps the page up to date while lessons are checked and extras installed. Without it, a reload does the same.
"use strict";

const base = document.body.dataset.base;
const news = document.getElementById("news");
let fading;

function say(words) {
  news.textContent = words;
  clearTimeout(fading);
  fading = setTimeout(() => { news.textContent = ""; }, 8000);
}

// Replace each live part of the page by what the server shows now; what has not changed keeps its focus and folds.
async function refresh() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const old of document.querySelectorAll("[data-live]")) {
    const now = fresh.getElementById(old.id);
    if (!now || now.outerHTML === old.dataset.seen) continue;
    const open = [...old.querySelectorAll("details[open][id]")].map((each) => each.id);
    const focused = old.contains(document.activeElement) ? place(document.activeElement) : null;
    const seen = now.outerHTML;
    old.replaceWith(now);
    now.dataset.seen = seen;
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    if (focused) document.querySelector(focused)?.focus();
  }
}

// A selector that finds the same control on the fresh page.
function place(element) {
  if (element.id) return `#${CSS.escape(element.id)}`;
  if (element.href) return `a[href="${CSS.escape(element.getAttribute("href"))}"]`;
  const around = element.closest("[id]");
  return around ? `#${CSS.escape(around.id)} ${element.localName}` : null;
}

function happened(message) {
  if (message.kind === "began") {
    say(`${message.title}: ${message.words}`);
  } else if (message.kind === "checked") {
    const next = message.next ? ` Next: ${message.next.title}.` : "";
    const sum = message.of ? `${message.done} of ${message.of} exercises done.` : "";
    say([message.words ? `${message.words}.` : `${message.title} is checked.`, sum + next].join(" "));
    refresh();
  } else if (message.kind === "adding") {
    const log = document.getElementById(`log-${message.extra}`);
    if (log) log.textContent += `${message.line}\n`;
    else refresh();
  } else if (message.kind === "added") {
    say(message.ok ? "Installed. Restart the kernel of a notebook that is open." : "It was not installed; its lines say why.");
    refresh();
  }
}

for (const each of document.querySelectorAll("[data-live]")) each.dataset.seen = each.outerHTML;
const events = new EventSource(`${base}course/events`);
events.onmessage = (event) => happened(JSON.parse(event.data));
// A page that comes back from the background or from a sleeping computer may have missed something.
let away = false;
events.onerror = () => { away = true; };
events.onopen = () => { if (away) { away = false; refresh(); } };

// The record keeps which hints were opened, so that what needed the last one can come back later.
document.addEventListener("toggle", (event) => {
  const fold = event.target;
  if (!fold.open || !fold.dataset?.kind) return;
  const cookie = document.cookie.match(/(?:^|;\s*)_xsrf=([^;]*)/);
  const body = new URLSearchParams({
    lesson: fold.dataset.lesson, exercise: fold.dataset.exercise, kind: fold.dataset.kind, _xsrf: cookie ? cookie[1] : "",
  });
  fetch(`${base}course/help`, { method: "POST", body });
}, true);
