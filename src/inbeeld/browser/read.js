// What an exported chat says: `IB.read(text, pack.app)`, as room `chats` reads it. Which format it is
// follows from the content; nothing that was read is kept here.
(() => {
  "use strict";
  const IB = (globalThis.IB ??= {});

  const KEPT = 20; // remarks of each kind about single lines
  const HEAD = 65_536;
  const JSON_BEGINS = /^(?:\u007b|\[\s*[[\]"\u007b])/; // a brace, or a list
  const BINARY = ["SQLite format 3", "%PDF", "\u0089PNG", "\ufffdPNG", "PK\u0003\u0004"];

  /**
   * A file that cannot be read as a chat. `code`: "empty", "binary", "markup", "unknown", "cut", "not-json"
   * or "no-text" (with `line`), "several" (with `names` to choose from), and of a zip "damaged", "no-chat",
   * "locked" or "too-large". Never holds the text of a chat.
   */
  class ReadError extends Error {
    constructor(code, details = {}) {
      super(code);
      Object.assign(this, { code, ...details });
    }
  }

  /** What is read so far. `lines`: what people sent; `system`: how many lines the app itself wrote. */
  class Chat {
    format = "";
    lines = [];
    system = 0;
    skipped = 0;
    #remarks = [];
    #times = new Map();

    /** `line`: { speaker, time, text, kind, line }. */
    say(line) {
      this.lines.push(line);
    }

    /** About one line; only the first of each kind are kept. */
    add(what, line) {
      if (IB.count(this.#times, what) <= KEPT) this.#remarks.push({ line, what, more: 0 });
    }

    /** About the whole file, however often it is seen. */
    once(what, line = null) {
      if (!this.#remarks.some((one) => one.what === what)) this.#remarks.push({ line, what, more: 0 });
    }

    /** A line or item that belongs to no message. */
    skip(what, line) {
      this.skipped += 1;
      this.add(what, line);
    }

    result() {
      const many = [...this.#times].filter(([, times]) => times > KEPT);
      const more = many.map(([what, times]) => ({ line: null, what, more: times - KEPT }));
      const named = this.lines.map(({ speaker }) => speaker).filter((one) => one !== null);
      return { ...this, speakers: [...new Set(named)], remarks: [...this.#remarks, ...more] };
    }
  }

  const linesOf = (text) => {
    const lines = text.split(/\r\n|\n|\r/);
    if (lines.at(-1) === "") lines.pop();
    return lines;
  };

  const parsed = (text) => {
    try {
      return JSON.parse(text);
    } catch {
      return null;
    }
  };

  const readJson = (text, chat, conversation) => {
    const first = parsed(text.split("\n", 1)[0]);
    if (IB.isObject(first) && !("messages" in first) && !("chats" in first)) {
      IB.readLines(linesOf(text), chat, conversation);
      return;
    }
    const file = parsed(text);
    if (file === null) throw new ReadError("cut");
    if (!IB.isObject(file)) throw new ReadError("unknown");
    const item = (Array.isArray(file.messages) && IB.isObject(file.messages[0]) && file.messages[0]) || {};
    const named = "sender_name" in item || "senderName" in item;
    const telegram = "chats" in file || "date" in item || ["messages", "type", "id"].every((key) => key in file);
    if (telegram && !named) IB.readTelegram(file, chat, conversation);
    else if (named || "participants" in file) IB.readMeta(file, chat);
    else throw new ReadError("unknown");
  };

  /**
   * The chat in a text. `app`: the words of the app (`pack.app`); `conversation`: its name, where the file
   * holds several. Gives { format, lines: [{ speaker, time, text, kind, line }], system, skipped, speakers,
   * remarks: [{ line, what, more }] }, with the codes of `chats/notes.py`. Throws `IB.ReadError`.
   */
  const read = (given, app, conversation = null) => {
    const text = given.replace(/^\ufeff/, "");
    const start = IB.strip(text.slice(0, HEAD), "\ufeff\u200e\u200f \t\r\n");
    if (!start) throw new ReadError("empty");
    if (start.includes("\0") || BINARY.some((one) => start.startsWith(one))) throw new ReadError("binary");
    if (start.startsWith("AuthorID,")) throw new ReadError("unknown"); // a table of Discord
    if (start.startsWith("<")) throw new ReadError("markup");
    const chat = new Chat();
    const words = new IB.App(app);
    const json = JSON_BEGINS.test(start);
    const form = json ? null : IB.findForm(text.slice(0, HEAD), words);
    if (json) readJson(text.trimStart(), chat, conversation);
    else if (form) IB.readWhatsapp(linesOf(text), form, words, chat);
    else IB.readPasted(linesOf(text), chat);
    return chat.result();
  };

  Object.assign(IB, { ReadError, read });
})();
