// Folds a message to a plain skeleton and back, as `screen/fold.py` does. Spans of a message are in code
// points, as everywhere; places in a skeleton are those of a JavaScript string.
(() => {
  "use strict";
  const IB = (globalThis.IB ??= {});

  // What signs become that end a sentence, tell what is paid or what is quoted, or say nothing.
  const SAYING = [
    [" . ", ".!\n\r…"], [" ? ", "?¿"], [" € ", "€$£"], [' " ', "\"“”„«»"], ["", "'`´’‘ʼ*"],
  ];
  const LONE = { ß: "ss", æ: "ae", ø: "o", ł: "l", đ: "d", ı: "i", œ: "oe", þ: "th", ð: "d" };
  const LATIN = /[\u00c0-\u024f\u1e00-\u1eff\uff01-\uff5e\u{1d400}-\u{1d7ff}]/u;
  const UNSEEN = new RegExp(
    "[\\u00ad\\u0300-\\u036f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f" +
      "\\ufe00-\\ufe0f\\ufeff\\u{1f3fb}-\\u{1f3ff}\\u{e0000}-\\u{e007f}]", "u");
  const PICTURES = /[\u2190-\u2bff\u{1f000}-\u{1faff}]/u;
  const BLANK = /[\u0080-\u00bf\u2000-\u205f\u3000-\u303f]/;

  const latin = (sign) => {
    const bare = sign.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f]/g, "");
    const plain = bare.replace(/[^a-z]/g, (one) => LONE[one] ?? one);
    return /^[a-z0-9]+$/.test(plain) ? plain : " ";
  };

  /** What one code point becomes in a skeleton; spaces around it are not yet made one. */
  const foldSign = (code) => {
    const sign = String.fromCodePoint(code);
    const said = SAYING.find(([, signs]) => signs.includes(sign));
    if (said) return said[0];
    if (code < 0x80) return /[a-z0-9@]/i.test(sign) ? sign.toLowerCase() : " ";
    if (UNSEEN.test(sign)) return "";
    if (PICTURES.test(sign)) return ` ${sign} `;
    if (LATIN.test(sign)) return latin(sign);
    return BLANK.test(sign) ? " " : sign;
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
  const cut = ({ text, origin }, pattern, keep) => {
    const dropped = new Set();
    for (const { 0: found, index } of text.matchAll(pattern)) {
      for (let place = 0; place < found.length; place += 1) {
        if (!keep(found[place], place)) dropped.add(index + place);
      }
    }
    const kept = (row) => row.filter((_, place) => !dropped.has(place));
    return { text: kept(text.split("")).join(""), origin: kept(origin) };
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
    const found = [1, 2].map((most) => cut(plain, REPEATED, (_, place) => place < most));
    if (found[0].text === found[1].text) found.pop();
    return found.filter(({ text }) => text !== first.text);
  };

  Object.assign(IB, { foldSign, skeleton, traced, span, needsUndoing, undone });
})();
