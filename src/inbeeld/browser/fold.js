// Folds a message to a plain skeleton and back, as `screen/fold.py` does. Spans of a message are in code
// points, as everywhere; places in a skeleton are those of a JavaScript string.
(() => {
  "use strict";
  const IB = (globalThis.IB ??= {});

  const END = " . ";
  const MONEY = "€$£";
  const LONE = { ß: "ss", æ: "ae", ø: "o", ł: "l", đ: "d", ı: "i", œ: "oe", þ: "th", ð: "d" };
  const LATIN = [[0xc0, 0x24f], [0x1e00, 0x1eff], [0xff01, 0xff5e], [0x1d400, 0x1d7ff]];
  const UNSEEN = [
    [0xad, 0xad], [0x300, 0x36f], [0x200b, 0x200f], [0x202a, 0x202e], [0x2060, 0x206f],
    [0xfe00, 0xfe0f], [0xfeff, 0xfeff], [0x1f3fb, 0x1f3ff], [0xe0000, 0xe007f],
  ];
  const PICTURES = [[0x2190, 0x2bff], [0x1f000, 0x1faff]];
  const BLANK = [[0x80, 0xbf], [0x2000, 0x205f], [0x3000, 0x303f]];
  const PAID = " € ";
  const QUOTES = "\"“”„«»";
  const QUOTED = ' " ';
  const APART = { "…": END, "¿": " ? ", "€": PAID, "£": PAID, ...Object.fromEntries([...QUOTES].map((one) => [one, QUOTED])) };
  const APOSTROPHES = "'`´’‘ʼ*";

  const within = (code, ranges) => ranges.some(([low, high]) => low <= code && code <= high);

  const ascii = (sign) => {
    if (/[a-z0-9@]/i.test(sign)) return sign.toLowerCase();
    if (".!\n\r".includes(sign)) return END;
    if (sign === "?") return " ? ";
    if (MONEY.includes(sign)) return PAID;
    if (QUOTES.includes(sign)) return QUOTED;
    return APOSTROPHES.includes(sign) ? "" : " ";
  };

  const latin = (sign) => {
    let plain = "";
    for (const part of sign.normalize("NFKD")) {
      if (within(part.codePointAt(0), [[0x300, 0x36f]])) continue;
      const small = part.toLowerCase();
      plain += LONE[small] ?? small;
    }
    return /^[a-z0-9]+$/i.test(plain) ? plain : " ";
  };

  /** What one code point becomes in a skeleton; spaces around it are not yet made one. */
  const foldSign = (code) => {
    const sign = String.fromCodePoint(code);
    if (code < 0x80) return ascii(sign);
    if (APOSTROPHES.includes(sign) || within(code, UNSEEN)) return "";
    if (sign in APART || within(code, PICTURES)) return APART[sign] ?? ` ${sign} `;
    if (within(code, LATIN)) return latin(sign);
    return within(code, BLANK) ? " " : sign;
  };

  const table = new Map();
  const folded = (sign) => {
    let found = table.get(sign);
    if (found === undefined) table.set(sign, (found = foldSign(sign.codePointAt(0))));
    return found;
  };

  /** The skeleton of one message. */
  const skeleton = (text) => {
    let signs = " ";
    for (const sign of text) signs += folded(sign);
    return `${signs} `.replace(/ {2,}/g, " ");
  };

  /** The same, with for each place in it the code point of the message that it came from. */
  const traced = (text) => {
    const signs = [" "];
    const origin = [0];
    let place = 0;
    for (const sign of text) {
      for (const part of folded(sign)) {
        if (part === " " && signs.at(-1) === " ") continue;
        signs.push(part);
        for (let unit = 0; unit < part.length; unit += 1) origin.push(place);
      }
      place += 1;
    }
    if (signs.at(-1) !== " ") {
      signs.push(" ");
      origin.push(Math.max(place - 1, 0));
    }
    return { text: signs.join(""), origin };
  };

  /** A span of a skeleton as one of its message, end exclusive, without the spaces at both ends. */
  const span = ({ text, origin }, start, end) => {
    while (start < end && text[start] === " ") start += 1;
    while (end > start && text[end - 1] === " ") end -= 1;
    return start === end ? [0, 0] : [origin[start], origin[end - 1] + 1];
  };

  // ---------- the second skeleton: what was written around

  const ROUNDABOUT = /([a-z])\1\1|[a-z][0134579@]+[a-z]| [a-z] (?:\. )?[a-z] (?:\. )?[a-z] /;
  const HIDDEN = /[a-z][0134579@]+[a-z]/;
  const LEET = { 0: "o", 1: "i", 3: "e", 4: "a", 5: "s", 7: "t", 9: "g", "@": "a" };
  const LETTERS_APART = / (?:[a-z] (?:\. )?){2,}[a-z](?= )/g;
  const REPEATED = /([a-z])\1{2,}/g;

  const needsUndoing = (text) => ROUNDABOUT.test(text);

  /** A skeleton in which of every match only the signs stay for which `keep(sign, place in it)`. */
  const cut = (given, pattern, keep) => {
    let text = "";
    const origin = [];
    const take = (place) => {
      text += given.text[place];
      origin.push(given.origin[place]);
    };
    let done = 0;
    for (const found of given.text.matchAll(pattern)) {
      for (; done < found.index; done += 1) take(done);
      for (let place = 0; place < found[0].length; place += 1) {
        if (keep(found[0][place], place)) take(done + place);
      }
      done += found[0].length;
    }
    for (; done < given.text.length; done += 1) take(done);
    return { text, origin };
  };

  const respelt = ({ text, origin }) => ({
    text: text.replace(/[^ ]+/g, (word) =>
      HIDDEN.test(word) ? word.replace(/[0134579@]/g, (sign) => LEET[sign]) : word,
    ),
    origin,
  });

  /** The skeletons without letters apart, digits for letters and letters drawn out, none twice. */
  const undone = (first) => {
    const joined = cut(first, LETTERS_APART, (sign, place) => place === 0 || /[a-z]/.test(sign));
    const plain = respelt(joined);
    const seen = new Set([first.text]);
    const found = [];
    for (const most of [1, 2]) {
      const other = cut(plain, REPEATED, (_, place) => place < most);
      if (!seen.has(other.text)) found.push(other);
      seen.add(other.text);
    }
    return found;
  };

  Object.assign(IB, { foldSign, skeleton, traced, span, needsUndoing, undone });
})();
