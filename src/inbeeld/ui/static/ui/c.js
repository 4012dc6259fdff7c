// The page around the frame in which a chat is read. Only codes and numbers come out of the frame, and each
// is looked up in a list of this page before anything is done with it; text is never taken.
(() => {
  "use strict";
  const HIGHEST = 2_000_000;
  const one = (selector) => document.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const place = one("[data-place]");
  // Made here, so that it is loaded once: a frame of the page itself is loaded by a browser that goes back
  // as well, and what was heard of the first of the two would shut the second out.
  const frame = document.createElement("iframe");
  frame.className = "frame";
  frame.sandbox = "allow-scripts";
  frame.title = place.dataset.title;
  frame.src = place.dataset.src;
  const boxes = new Map(all("[data-ticks] input[type=checkbox]").map((box) => [box.name + box.value, box]));
  const outcomes = ["talk", "ask", "consult", "act"];

  const show = (selector, shown) => {
    for (const part of all(selector)) part.hidden = !shown;
  };

  // The list in one of three ways: not at all, what the frame saw, or all of it to go through by eye.
  const list = (way) => {
    show("[data-list]", way !== "none");
    show("[data-self-list]", way === "none");
    show("[data-found]", way === "found");
    show("[data-by-eye]", way !== "found");
    show("[data-whole]", way === "found");
    for (const box of boxes.values()) {
      const beside = box.name.startsWith("c") && boxes.get(`s${box.name.slice(1)}a`).checked;
      const choice = box.closest(".choice");
      // What only the reading of a chat can say is not asked of a person, and can be taken back by one.
      const only = "read" in choice.dataset;
      choice.hidden = !box.checked && (only || (way === "found" && !beside));
    }
    for (const group of all("[data-group]")) {
      group.hidden = !group.querySelector(".choice:not([hidden])");
    }
  };

  const untick = () => {
    for (const box of boxes.values()) box.checked = false;
    show("[data-act]", false);
    list("none");
  };

  // From now on the frame can go nowhere: not to another site, and not to its own address with a text in it.
  const shut = () => {
    const meta = document.createElement("meta");
    meta.httpEquiv = "Content-Security-Policy";
    meta.content = "frame-src 'none'";
    document.head.append(meta);
  };

  const inSight = (top, bottom) => {
    const start = frame.getBoundingClientRect().top;
    const above = one(".exit").getBoundingClientRect().bottom + 16;
    const low = start + bottom + 16 - innerHeight;
    if (start + top < above || bottom - top > innerHeight - above) scrollBy(0, start + top - above);
    else if (low > 0) scrollBy(0, low);
  };

  const isNumber = (value) => Number.isFinite(value) && value >= 0 && value <= HIGHEST;
  const areNumbers = (value) => Array.isArray(value) && value.length === 2 && value.every(isNumber);
  const areCodes = (value) =>
    Array.isArray(value) && value.length <= boxes.size && value.every((code) => boxes.has(code));

  // What the frame may say: its name, what must be true of it, and what is done.
  let open = false;
  const heard = {
    ready: [(value) => value === true && !open, () => {
      open = true;
      shut();
      frame.contentWindow.postMessage("open", "*");
    }],
    height: [isNumber, (value) => { frame.style.height = `${Math.ceil(value)}px`; }],
    sight: [areNumbers, ([top, bottom]) => {
      // It may come late, when the focus has already left the frame.
      if (document.activeElement === frame) inSight(top, bottom);
    }],
    codes: [areCodes, (codes) => {
      untick();
      for (const code of codes) boxes.get(code).checked = true;
      if (codes.length) list("found");
    }],
    outcome: [(value) => outcomes.includes(value), (value) => show("[data-act]", value === "act")],
    next: [(value) => value === true, () => {
      const heading = one("[data-list]:not([hidden]) h2") ?? one("main .routes");
      heading.tabIndex = -1;
      heading.focus();
      heading.scrollIntoView();
    }],
    erased: [(value) => value === true, untick],
    leave: [(value) => value === true, () => one("[data-exit]").click()],
  };

  addEventListener("message", (event) => {
    if (event.source !== frame.contentWindow || event.origin !== "null") return;
    const said = event.data;
    if (typeof said !== "object" || said === null) return;
    const names = Object.keys(said);
    if (names.length !== 1 || !Object.hasOwn(heard, names[0])) return;
    const [holds, act] = heard[names[0]];
    if (holds(said[names[0]])) act(said[names[0]]);
  });

  one("[data-self-list] button").addEventListener("click", () => {
    list("eye");
    one("[data-list] h2").focus();
  });
  one("[data-whole]").addEventListener("click", () => {
    list("eye");
    one("[data-list] h2").focus();
  });

  show("[data-no-scripts]", false);
  place.hidden = false;
  list("none");
  place.append(frame);
})();
