// The way out: covers the page at once, then replaces it, so that Back does not return to this page.
// Works by link, and by pressing Shift three times within five seconds. Without scripts the link works.
(() => {
  "use strict";
  const PRESSES = 3;
  const WITHIN = 5000;
  const way = document.querySelector("[data-exit]").href;

  const leave = () => {
    document.documentElement.classList.add("gone");
    location.replace(way);
  };

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-exit]")) {
      event.preventDefault();
      leave();
    }
  });

  // A jump inside the page replaces it in the history too, or Back would return to it after the exit.
  document.addEventListener("click", (event) => {
    const jump = event.target.closest('a[href^="#"]');
    if (!jump || event.defaultPrevented) return;
    event.preventDefault();
    location.replace(jump.href);
  });

  let pressed = [];
  document.addEventListener("keydown", (event) => {
    if (event.repeat) return;
    if (event.key !== "Shift") {
      pressed = [];
      return;
    }
    const now = Date.now();
    pressed = [...pressed.filter((moment) => now - moment < WITHIN), now];
    if (pressed.length >= PRESSES) leave();
  });

  // A page that the browser kept while it was away is read anew, so that no answer comes back with it.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });

  for (const hint of document.querySelectorAll("[data-hint]")) hint.textContent = hint.dataset.hint;
})();
