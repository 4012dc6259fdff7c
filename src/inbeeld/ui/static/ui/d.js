// Inside the frame: opens a chat, has it read and drawn, and forgets it. Nothing leaves the frame but numbers
// for its size and codes of what was seen; the page around looks each of them up.
(() => {
  "use strict";
  const { IB } = globalThis;
  const said = JSON.parse(document.getElementById("woorden").textContent);
  const { words } = said;
  const one = (name) => document.querySelector(`[data-${name}]`);
  const LARGEST = 300 * 2 ** 20; // bytes of a file; of a zip with media only the text is unpacked
  const AWAY = 10 * 60 * 1000; // out of sight for so long, and the chat is erased
  const PRESSES = 3;
  const WITHIN = 5000;

  const tell = (message) => parent.postMessage(message, location.origin);

  // Where the page around was slow to answer, nothing can be opened yet: first it forbids us to go anywhere.
  const shut = () => {
    const meta = document.createElement("meta");
    meta.httpEquiv = "Content-Security-Policy";
    meta.content = "default-src 'none'; form-action 'none'; base-uri 'none'";
    document.head.append(meta);
  };

  // ---------- what is on the screen

  const inSight = (part) => {
    const { top, bottom } = part.getBoundingClientRect();
    tell({ sight: [Math.max(top, 0), Math.max(bottom, 0)] });
  };
  const focusOn = (part) => {
    part.focus({ preventScroll: true });
    tellHeight();
    inSight(part);
  };
  const tellHeight = () => tell({ height: document.body.getBoundingClientRect().height });

  const complain = (name, line) => {
    const where = line ? ` ${IB.say(words.problem_line, { line })}` : "";
    one("what").textContent = words[`problem_${name}`] + where;
    one("status").textContent = "";
    one("problem").hidden = false;
    focusOn(one("problem"));
  };

  const quiet = () => {
    one("problem").hidden = true;
    one("several").hidden = true;
    one("names").replaceChildren();
  };

  const erase = () => {
    one("text").value = "";
    one("file").value = "";
    one("what").textContent = "";
    one("status").textContent = "";
    one("shown").replaceChildren();
    one("shown").hidden = true;
    one("open").hidden = false;
    quiet();
    tell({ erased: true });
  };

  // ---------- from a file or pasted text to an answer

  // What is told for each reason why a file cannot be read (`IB.ReadError`).
  const PROBLEMS = {
    empty: "empty", binary: "binary", damaged: "zip", "no-chat": "zip", locked: "locked", "too-large": "large",
  };

  /** The texts of a file by name; of a zip only its text, never its media. */
  const textsOf = async (file) => {
    if (/^(image|video|audio)\//.test(file.type)) throw new IB.ReadError("binary");
    if (file.size > LARGEST) throw new IB.ReadError("too-large");
    const buffer = await file.arrayBuffer();
    return IB.isZip(buffer) ? IB.unzip(buffer) : new Map([["", IB.decoded(new Uint8Array(buffer))]]);
  };

  let screen = null;
  /** The rules, ready to read by: made once, if it can be while the chat is still being looked for. */
  const rules = () => (screen ??= IB.screen(IB.pack));

  /** The codes of what was seen. They stand in the order in which the pack has the signals. */
  const codesOf = ({ signal, circumstances }) => {
    const code = said.codes[Object.keys(IB.pack.signals).indexOf(signal)];
    const number = code.slice(0, 3);
    const letters = circumstances.map((when) => said.letters[when]).filter((one) => code.includes(one));
    return [`s${number}a`, ...letters.map((letter) => `c${number}${letter}`)];
  };

  const answer = (chat) => {
    const shown = rules().conversation(chat.lines, { observer: said.observer });
    one("shown").replaceChildren(...new IB.Picture(said, chat, shown).draw());
    one("text").value = "";
    one("file").value = "";
    one("status").textContent = "";
    one("open").hidden = true;
    one("shown").hidden = false;
    tell({ codes: shown.observations.flatMap(codesOf) });
    tell({ outcome: shown.outcome });
    focusOn(document.querySelector(".outcome"));
  };

  const choose = (names, open) => {
    one("names").replaceChildren(...names.map((name) => {
      const button = IB.el("button", "button button--quiet", name);
      button.type = "button";
      button.addEventListener("click", () => work(() => open(name)));
      return IB.el("li", "", button);
    }));
    one("status").textContent = "";
    one("several").hidden = false;
    focusOn(one("several").querySelector("h3"));
  };

  const read = (text, conversation = null) => {
    let chat;
    try {
      chat = IB.read(text, IB.pack.app, conversation);
    } catch (error) {
      if (error.code !== "several") throw error;
      return choose(error.names, (name) => read(text, name));
    }
    if (!chat.lines.length) throw new IB.ReadError("unknown");
    return answer(chat);
  };

  const readOneOf = (texts) => {
    if (texts.size === 1) return read([...texts.values()][0]);
    return choose([...texts.keys()], (name) => read(texts.get(name)));
  };

  const drawn = () => new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); });

  const work = async (act) => {
    quiet();
    one("status").textContent = words.busy;
    await drawn();
    try {
      await act();
    } catch (error) {
      complain(PROBLEMS[error.code] ?? "format", error.line);
    }
    tellHeight();
  };

  const openFile = (file) => file && work(async () => readOneOf(await textsOf(file)));

  one("go").addEventListener("click", () => work(() => read(one("text").value)));
  one("file").addEventListener("change", () => openFile(one("file").files[0]));
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    openFile(event.dataTransfer.files[0]);
  });

  // ---------- moving about

  document.addEventListener("click", (event) => {
    const jump = event.target.closest("a[data-jump]");
    if (jump) {
      event.preventDefault();
      focusOn(document.getElementById(jump.dataset.jump));
    } else if (event.target.closest("[data-next]")) tell({ next: true });
    else if (event.target.closest("[data-erase]")) {
      erase();
      one("status").textContent = words.erased;
      focusOn(one("start"));
    }
  });
  document.addEventListener("focusin", (event) => {
    if (event.target.matches(":focus-visible")) inSight(event.target);
  });

  // ---------- leaving

  let pressed = [];
  document.addEventListener("keydown", (event) => {
    if (event.repeat) return;
    if (event.key !== "Shift") {
      pressed = [];
      return;
    }
    const now = Date.now();
    pressed = [...pressed.filter((moment) => now - moment < WITHIN), now];
    if (pressed.length < PRESSES) return;
    document.documentElement.classList.add("gone");
    tell({ leave: true });
    erase();
  });

  let away = 0;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(away);
    if (document.hidden) away = setTimeout(erase, AWAY);
  });
  addEventListener("pagehide", erase);
  addEventListener("pageshow", (event) => {
    if (event.persisted) erase();
  });

  // ---------- the start

  addEventListener("message", (event) => {
    if (event.source !== parent || event.origin !== location.origin || event.data !== "open") return;
    one("alone").hidden = true;
    one("open").hidden = false;
    if (!IB.screen) complain("rules");
    tellHeight(); // a frame without a height may not be drawn, and then nothing is observed
    new ResizeObserver(tellHeight).observe(document.body);
    performance.mark("ready");
    if (IB.screen) setTimeout(rules);
  });
  shut();
  if (parent !== window) tell({ ready: true });
})();
