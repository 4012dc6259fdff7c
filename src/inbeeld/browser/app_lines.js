// What a line of a WhatsApp export is: whose it is, and whether a person or the app wrote it, as
// `chats/app_lines.py`. The words of the app come from the pack: `pack.app`.
(() => {
  "use strict";
  const IB = (globalThis.IB ??= {});

  const LONGEST_NAME = 100;
  const NOTICED = 6; // letters of a notice that are compared before the whole of it is
  const MARK = "\u200e";
  const { INVISIBLE } = IB;
  const COLON = new RegExp(`[${INVISIBLE}]*:(?=[\\s${INVISIBLE}]|$)`);
  const STRIP = `${INVISIBLE} \t\r\n\u00a0\u202f`;
  const PAIRS = [["“", "”"], ["„", "“”"], ["«", "»"], ["「", "」"], ["『", "』"]];
  const WORD = "[\\p{L}\\p{N}_]";
  const ATTACHED = new RegExp(
    `[${INVISIBLE}]*<(?<word>[^<>:：\\n]{1,40})[:：]\\s?[^<>\\n:\\/\\\\]*\\.${WORD}{2,5}>`, "u");
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
    PAIRS.some(([start, ends]) => {
      const closed = [...ends].filter((end) => end !== start);
      return count(name, start) > closed.reduce((sum, end) => sum + count(name, end), 0);
    });

  /** Whether the app marked the text as its own. */
  const marked = (text) =>
    text.slice(0, 3).includes(MARK) && stripStart(text, STRIP.replace(MARK, "")).startsWith(MARK);

  /** Signs without which text can be nothing else than words of a person. */
  const SIGNS = new RegExp(`[<>‹›)）${INVISIBLE}]`);

  const escaped = (word) => word.replace(/[.*+?^$()|[\]\\{}]/g, "\\$&");
  const any = (words) => {
    const small = new Set(words.map((word) => word.toLowerCase()));
    return [...small].sort((one, other) => other.length - one.length).map(escaped).join("|");
  };

  /** The words that WhatsApp writes itself, of every language in the pack at once. */
  class App {
    constructor({ clock, orders, months, notice, event, deleted, omitted, attached, edited }) {
      this.clock = new Map(Object.entries(clock));
      this.orders = new Map(Object.entries(orders));
      this.months = new Map(Object.entries(months));
      this.notice = new RegExp(`^(?:${any(notice)})`);
      this.noticed = new Set(notice.map((phrase) => phrase.slice(0, NOTICED).toLowerCase()));
      this.event = new RegExp(any(event));
      this.deleted = new RegExp(`^(?:${any(deleted)})`);
      this.edited = new RegExp(`\\s*[<‹]\\s?(?:${any(edited)})[.。।۔]?\\s?[>›]$`);
      this.omitted = new Set(omitted.map((word) => word.toLowerCase()));
      this.attached = new Set(attached.map((word) => word.toLowerCase()));
    }

    /** The speaker and the text behind a header; null for a line of the app itself. */
    splitName(rest) {
      const found = COLON.exec(rest);
      if (!found || found.index > LONGEST_NAME * 2) return [null, rest];
      const before = [...rest.slice(0, found.index)].filter((sign) => !INVISIBLE.includes(sign));
      const name = strip(before.join(""));
      if (!name || name.length > LONGEST_NAME || halfQuoted(name)) return [null, rest];
      if (this.notice.test(name.toLowerCase())) return [null, rest];
      const text = rest.slice(found.index + found[0].length);
      return [name, text.startsWith(" ") ? text.slice(1) : text];
    }

    /** Whether text could begin as a notice of the app does. */
    mayBeNotice(text) {
      return this.noticed.has(text.slice(0, NOTICED).toLowerCase());
    }

    /** Whether the app wrote a line that has a name before it, judged by the line alone. */
    wrote(speaker, text) {
      const plain = strip(IB.cleaned(text)).toLowerCase();
      if (this.notice.test(plain)) return true;
      if (!marked(text) || this.sentByPerson(text)) return false;
      const name = strip(speaker.replace(/^~/, "")).toLowerCase();
      return this.event.test(plain) || (name.length > 2 && plain.includes(name));
    }

    /** Whether marked text stands for what a person sent: a file, something deleted, a place, a poll. */
    sentByPerson(text) {
      const plain = strip(IB.cleaned(text)).toLowerCase();
      if (this.deleted.test(plain) || plain.includes("://") || text.trim().includes("\n")) return true;
      return this.media(text) !== null;
    }

    /** The caption where the text holds the place of an image, sound or file; null where it does not. */
    media(text) {
      const [first, others] = halves(text, "\n");
      const head = strip(IB.cleaned(first));
      const caption = strip(others ?? "");
      const isOmitted = (part) =>
        this.omitted.has(stripEnd(strip(part, "<‹>› "), END).toLowerCase());
      const isAttached = (word) => this.attached.has(word.trim().toLowerCase());
      if (isOmitted(head)) return caption;
      if (/[<‹]/.test(head)) {
        const found = ATTACHED.exec(text);
        if (found && (found[0].includes(MARK) || isAttached(found.groups.word))) {
          return strip(text.slice(0, found.index) + text.slice(found.index + found[0].length));
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

    /** What a person sent: whether it is media, and the text without placeholders and marks. */
    meaning(given) {
      if (!SIGNS.test(given) && !this.omitted.has(stripEnd(given, END).toLowerCase())) {
        return { kind: "said", text: /^\s/.test(given) ? given.trim() : given };
      }
      let text = given;
      let edited = false;
      if (/[>›]$/.test(text)) {
        const found = MARKED_END.exec(text);
        if (found && strip(text.slice(0, found.index))) {
          const inner = stripEnd(found.groups.inner, END).toLowerCase();
          if (!this.omitted.has(inner)) [text, edited] = [text.slice(0, found.index), true];
        } else if (this.edited.test(IB.cleaned(text).toLowerCase())) {
          const place = Math.max(text.lastIndexOf("<"), text.lastIndexOf("‹"));
          [text, edited] = [text.slice(0, place), true];
        }
      }
      const caption = this.media(text);
      if (caption !== null) return { kind: "media", text: caption };
      return { kind: "said", text: edited ? strip(text) : stripStart(text, STRIP) };
    }
  }

  Object.assign(IB, { App, marked, strip, halves });
})();
