// What a line of a WhatsApp export is: whose it is, and whether a person or the app wrote it, as
// `chats/app_lines.py`. The words of the app come from the pack: `pack.app`.
(() => {
  "use strict";
  const IB = (globalThis.IB ??= {});

  const LONGEST_NAME = 100;
  const CLOCK = ["am", "pm", "noon"];
  const HINTS = ["DMY", "YMD", "MDY"]; // and then words of languages that hint at none
  const NOTICED = 6; // letters of a notice that are compared before the whole of it is
  const MARK = "\u200e";
  const { INVISIBLE } = IB;
  const COLON = new RegExp(`[${INVISIBLE}]*:(?=[\\s${INVISIBLE}]|$)`);
  const STRIP = `${INVISIBLE} \t\r\n\u00a0\u202f`;
  const PAIRS = ["“”", "„“”", "«»", "「」", "『』"]; // what begins a quotation, and what ends it
  const WORD = "[\\p{L}\\p{N}_]";
  const ATTACHED = new RegExp(
    `[${INVISIBLE}]*<(?<word>[^<>:：\\n]{1,40})[:：]\\s?[^<>\\n:/\\\\]*\\.${WORD}{2,5}>`, "u");
  const NAMED = new RegExp(`^(?<file>[^\\n]{1,200}\\.${WORD}{2,5}) ?[(（](?<word>[^()（）\\n]{2,40})[)）]$`, "u");
  const APP_FILE = /^(?:IMG|VID|AUD|PTT|STK|DOC|GIF)-\p{Nd}{8}-WA\p{Nd}{4,}/u;
  const PLACEHOLDER = /^[<‹]\s?(?<inner>[^<>‹›:@\p{Nd}/\n]{4,60})\s?[>›]$/u;
  const MARKED_END = new RegExp(`\\s*${MARK}[<‹](?<inner>[^<>‹›:：\\n]{4,60})[>›]$`, "u");
  const END = ".。।۔ ";

  const count = (text, sign) => text.split(sign).length - 1;
  const strip = (text, signs = STRIP) => stripStart(stripEnd(text, signs), signs);
  const stripStart = (text, signs) => {
    let place = 0;
    while (place < text.length && signs.includes(text[place])) place += 1;
    return text.slice(place);
  };
  const stripEnd = (text, signs) => {
    let place = text.length;
    while (place > 0 && signs.includes(text[place - 1])) place -= 1;
    return text.slice(0, place);
  };
  /** Before and after the first place of a sign; the second is null where the sign is not there. */
  const halves = (text, sign) => {
    const place = text.indexOf(sign);
    return place < 0 ? [text, null] : [text.slice(0, place), text.slice(place + sign.length)];
  };

  const halfQuoted = (name) =>
    count(name, '"') % 2 === 1 ||
    PAIRS.some(([start, ...ends]) =>
      count(name, start) > ends.reduce((sum, end) => sum + count(name, end), 0),
    );

  /** Without marks and in small letters, as the words of the app are compared. */
  const plainly = (text) => strip(IB.cleaned(text)).toLowerCase();

  /** Whether the app marked the text as its own. */
  const marked = (text) =>
    text.slice(0, 3).includes(MARK) && stripStart(text, STRIP.replace(MARK, "")).startsWith(MARK);

  /** Signs without which text can be nothing else than words of a person. */
  const SIGNS = new RegExp(`[<>‹›)）${INVISIBLE}]`);

  /** The words of a text of `app_words.py`: how many letters of the one before, and the others. */
  const unfolded = (text) => {
    let word = "";
    return [...text.matchAll(/(\d)(\D*)/g)].map(([, kept, rest]) => (word = word.slice(0, kept) + rest));
  };
  const whole = (phrases) => new RegExp(`^(${phrases})$`);
  const beginning = (phrases) => new RegExp(`^(${phrases})`);

  /** The words that WhatsApp writes itself, of every language in the pack at once. */
  class App {
    clock = new Map();
    months = new Map();
    #orders = new Map();

    constructor({ clock, months, notice, event, deleted, omitted, attached, edited }) {
      clock.split("|").forEach((words, place) => {
        for (const word of unfolded(words)) {
          this.clock.set(word, CLOCK[place % 3]);
          this.#orders.set(word, HINTS[Math.floor(place / 3)]);
        }
      });
      months.split("|").forEach((names, place) => {
        for (const name of unfolded(names)) this.months.set(name, place + 1);
      });
      this.notice = beginning(notice);
      this.noticed = new Set(notice.split("|").map((phrase) => phrase.slice(0, NOTICED)));
      this.event = new RegExp(event);
      this.deleted = beginning(deleted);
      this.edited = new RegExp(`[<‹]\\s?(${edited})[.。।۔]?\\s?[>›]$`);
      this.omitted = whole(omitted.join("|"));
      this.hinting = whole(omitted[0].replaceAll(" ", ""));
      this.attached = whole(attached);
    }

    /** The order of dates that a word or phrase of the app hints at, given as `clockKey` makes it. */
    hint(phrase) {
      return this.hinting.test(phrase) ? "DMY" : this.#orders.get(phrase);
    }

    /** The speaker and the text behind a header; null for a line of the app itself. */
    splitName(rest) {
      const found = COLON.exec(rest);
      if (!found || found.index > LONGEST_NAME * 2) return [null, rest];
      const name = strip(rest.slice(0, found.index).replace(IB.MARKS, ""));
      if (!name || name.length > LONGEST_NAME || halfQuoted(name)) return [null, rest];
      if (this.notice.test(name.toLowerCase())) return [null, rest];
      return [name, rest.slice(found.index + found[0].length).replace(/^ /, "")];
    }

    /** Whether text could begin as a notice of the app does. */
    mayBeNotice(text) {
      return this.noticed.has(text.slice(0, NOTICED).toLowerCase());
    }

    /** Whether the app wrote a line that has a name before it, judged by the line alone. */
    wrote(speaker, text) {
      const plain = plainly(text);
      if (this.notice.test(plain)) return true;
      if (!marked(text) || this.sentByPerson(text)) return false;
      const name = strip(speaker.replace(/^~/, "")).toLowerCase();
      return this.event.test(plain) || (name.length > 2 && plain.includes(name));
    }

    /** Whether marked text stands for what a person sent: a file, something deleted, a place, a poll. */
    sentByPerson(text) {
      const plain = plainly(text);
      if (this.deleted.test(plain) || plain.includes("://") || text.trim().includes("\n")) return true;
      return this.media(text) !== null;
    }

    /** The caption where the text holds the place of an image, sound or file; null where it does not. */
    media(text) {
      const [first, others] = halves(text, "\n");
      const head = strip(IB.cleaned(first));
      const caption = strip(others ?? "");
      const isOmitted = (part) =>
        this.omitted.test(stripEnd(strip(part, "<‹>› "), END).toLowerCase());
      const isAttached = (word) => this.attached.test(word.trim().toLowerCase());
      if (isOmitted(head)) return caption;
      if (/[<‹]/.test(head)) {
        const found = ATTACHED.exec(text);
        if (found && (found[0].includes(MARK) || isAttached(found.groups.word))) {
          return strip(text.replace(found[0], ""));
        }
        const inner = PLACEHOLDER.exec(head)?.groups.inner.trim();
        if (inner && /[ \u0080-\uffff]/.test(inner)) return caption;
      }
      const named = NAMED.exec(head);
      if (named && (APP_FILE.test(head) || isAttached(named.groups.word))) return caption;
      // A document: its name and pages, and then the placeholder.
      const place = first.lastIndexOf(MARK);
      return place >= 0 && isOmitted(IB.cleaned(first.slice(place + 1))) ? caption : null;
    }

    /** The text without the words that say it was changed, and whether they stood there. */
    #unedited(text) {
      if (!/[>›]$/.test(text)) return [text, false];
      const found = MARKED_END.exec(text);
      const before = found ? text.slice(0, found.index) : "";
      if (strip(before)) {
        const inner = stripEnd(found.groups.inner, END).toLowerCase();
        return this.omitted.test(inner) ? [text, false] : [before, true];
      }
      if (!this.edited.test(IB.cleaned(text).toLowerCase())) return [text, false];
      return [text.slice(0, Math.max(text.lastIndexOf("<"), text.lastIndexOf("‹"))), true];
    }

    /** What a person sent: whether it is media, and the text without placeholders and marks. */
    meaning(given) {
      if (!SIGNS.test(given) && !this.omitted.test(stripEnd(given, END).toLowerCase())) {
        return { kind: "said", text: /^\s/.test(given) ? given.trim() : given };
      }
      const [text, edited] = this.#unedited(given);
      const caption = this.media(text);
      if (caption !== null) return { kind: "media", text: caption };
      return { kind: "said", text: edited ? strip(text) : stripStart(text, STRIP) };
    }
  }

  Object.assign(IB, { App, marked, strip, halves });
})();
