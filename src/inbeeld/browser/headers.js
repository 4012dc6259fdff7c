// The beginning of a message in a WhatsApp export, found by its structure, as `chats/headers.py`. Words
// beside a time come from the pack: `pack.app`.
(() => {
  "use strict";
  const IB = (globalThis.IB ??= {});

  const INVISIBLE = "\u200b\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad";
  const MARKS = new RegExp(`[${INVISIBLE}]`, "g");
  const ERAS = ["be", "ah", "ap", "minguo", "roc", "พศ"]; // that stand behind a year
  const LONGEST = 100;

  const D = "\\p{Nd}";
  const ERA = "(?:[RHSTMrhstm]|令和|平成|昭和|大正|明治|民國|民国|[A-Za-z]{2,6} )";
  const DATE =
    `(?<era1>${ERA})?(?<a>${D}{1,4})(?<sep1>\\s?[./\\-年년]\\s?|\\s)(?<b>${D}{1,2})` +
    `(?<sep2>\\s?[./\\-月월]\\s?|\\s)(?<era2>${ERA})?(?<c>${D}{1,4})` +
    "(?<era3>\\s?[RHSTM](?![\\p{L}\\p{N}_]))?";
  const TIME =
    `(?<hour>${D}{1,2})(?<colon>[:.٫]|\\s?[hH]\\s?|時)(?<minute>${D}{2})` +
    `(?:(?:[:.٫]|\\s?min\\s?|分)(?<second>${D}{2}))?(?:\\s?[s秒](?=[\\s\\]]))?`;
  const MID = `(?<mid>(?:[\\s,،、.T日일]|(?<=${D})(?=[^\\s${D}:./\\-]))[^${D}\\[\\]\\n]{0,40}?)`;
  const NO_END = `[^${D}\\[\\]:\\n\\-–—]`;
  const END = `(?<end>${NO_END}${NO_END}{0,30}?)?`;
  const DATE_FIRST = DATE + MID + TIME;
  const FIRST = { date: DATE_FIRST + END, time: TIME + END + MID + DATE, named: DATE_FIRST + END };
  const CLOSING = {
    bracket: ["\\[\\s?", "\\s?[.,]?\\s?\\](?:\\s?[\\-–—])?(?:\\s|$)"],
    dash: ["", "\\s?[\\-–—](?:\\s|$)"],
    colon: ["", ":\\s"],
  };
  /** How a header is closed off, and what comes first: the date, the time, or a date with a name. */
  const FORMS = Object.entries(CLOSING).flatMap(([closing, [before, after]]) =>
    Object.entries(FIRST).map(([first, inner]) => ({
      closing, first, regex: new RegExp(`^${before}${inner}${after}`, "u"),
    })),
  );
  // Typed over by hand: nothing but a space before the name, which must then be there.
  const BARE = `(?<end>\\s?[AaPp]\\.?\\s?[Mm]\\.?)?\\s(?=[\\p{L}\\p{Nl}\\p{No}_][^:\\n]{0,60}:(?:\\s|$))`;
  FORMS.push({ closing: "bare", first: "date", regex: new RegExp(`^${DATE_FIRST}${BARE}`, "u") });

  // Dates with the name of a month, as old versions wrote them: `27 mrt. 16:21`. The year may be left out.
  const NAME = `[\\p{L}\\p{Nl}\\p{No}][^${D}\\s,/\\-:\\[\\]]{1,14}`;
  const YEAR = (way) => `(?:,?\\s(?:de\\s)?(?<year${way}>(?:19|20)${D}{2})(?![\\p{L}\\p{N}_]))?`;
  const NAMED = new RegExp(
    `^(?<before>\\[?)(?:${NAME},?\\s)?(?:` +
      `(?<day1>${D}{1,2})\\.?\\s(?:de\\s)?(?<month1>${NAME})${YEAR(1)}` +
      `|(?<month2>${NAME})\\s(?<day2>${D}{1,2})${YEAR(2)}` +
      `|(?<year3>${D}{4})\\s(?<month3>${NAME})\\s(?<day3>${D}{1,2}))(?=[\\s,])`, "u");

  /** The text with the date that it begins with in numbers, day first; "" where it begins with none. */
  const inNumbers = (text, months) => {
    const found = NAMED.exec(text);
    if (!found) return "";
    const { groups } = found;
    const way = [1, 2, 3].find((one) => groups[`month${one}`]);
    const month = months.get(groups[`month${way}`].replace(/\.+$/, "").toLowerCase());
    if (!month) return "";
    const date = [groups[`day${way}`], month, groups[`year${way}`] ?? "0000"].join("/");
    return groups.before + date + text.slice(found[0].length);
  };

  /** Without invisible marks, and with every space an ordinary one. */
  const cleaned = (text) =>
    text.replace(MARKS, "").replace(/[\u00a0\u2007\u2009\u202f\u3000]/g, " ");

  /** A word beside a time, without what differs between two versions of one app: "a. m." is "am". */
  const clockKey = (word) => word.replace(/[\s.,،、'’״"]+/g, "").toLowerCase();

  const isDigit = (code) => /\p{Nd}/u.test(String.fromCodePoint(code));

  /** The number that digits of any script make: the ten digits of a script stand in a row. */
  const number = (digits) => {
    let value = 0;
    for (const sign of digits) {
      let zero = sign.codePointAt(0);
      while (isDigit(zero - 1)) zero -= 1;
      value = value * 10 + ((sign.codePointAt(0) - zero) % 10);
    }
    return value;
  };

  const mayBegin = (line, form) =>
    /^[\p{Nd}[RHSTM令平昭大明民\u{80}-\u{10ffff}]/u.test(line) ||
    (form.first === "named" && /^[a-z]/i.test(line));

  /** The header that a line begins with, in this form; null where it begins with none. */
  const readHeader = (line, form, app) => {
    if (!mayBegin(line, form)) return null;
    const start = line.slice(0, LONGEST);
    const given = cleaned(start).trimStart();
    const plain = form.first === "named" ? inNumbers(given, app.months) : given;
    const found = form.regex.exec(plain);
    if (!found) return null;
    const end = found[0].length;
    const rest = line.slice(plain.length === start.length ? end : rawEnd(line, start.length, plain.length - end));
    const header = made(found.groups, rest, app.clock);
    // 27-03-2022 16:21:32 Anna: the colon is that of a name
    return form.closing === "colon" && header.link.includes("|") ? null : header;
  };

  /** Where the cleaned header ends in the line as it was; `kept` signs of the cleaned text follow it. */
  const rawEnd = (line, length, kept) => {
    let place = length;
    while (kept > 0) {
      place -= 1;
      kept -= INVISIBLE.includes(line[place]) ? 0 : 1;
    }
    while (place > 0 && INVISIBLE.includes(line[place - 1])) place -= 1;
    return place;
  };

  /** The hour on a 24-hour clock; an unknown word changes nothing. */
  const hours = (hour, kind) => {
    if (!kind || hour > 12) return hour;
    if (kind === "noon") return hour < 5 ? hour + 12 : hour;
    return (hour % 12) + (kind === "pm" ? 12 : 0);
  };

  const made = (found, rest, clock) => {
    const end = found.end ?? "";
    let [place, word, link] = besideTime(found.mid, end, clock);
    let era = ["", -1];
    for (const [name, part] of [["era1", 0], ["era2", 2], ["era3", 2]]) {
      if (found[name]) era = [clockKey(found[name]), part];
    }
    // Finnish has it behind the time; before it, it names an era.
    if (place === "mid" && word === "ap") [place, word] = ["", ""];
    if (!era[0] && ERAS.includes(link)) [era, link] = [[link, 2], ""];
    const [sep1, sep2, colon] = [found.sep1, found.sep2, found.colon].map((sign) => sign.trim() || " ");
    const written = [found.a, found.b, found.c];
    const hour = hours(number(found.hour), clock.get(word));
    const [minute, second] = [found.minute, found.second ?? ""].map(number);
    const seconds = found.second !== undefined;
    return {
      shape: [sep1, sep2, colon.toLowerCase(), seconds, place].join("\n"),
      seconds,
      separator: sep1,
      link,
      written,
      parts: written.map(number),
      era,
      exists: hour < 24 && minute < 60 && second < 60,
      moment: hour * 3600 + minute * 60 + second,
      word,
      capitals: end !== end.toLowerCase() && end === end.toUpperCase(),
      rest,
    };
  };

  /** Where the word for morning or afternoon stands, that word, and the other words, as keys. */
  const besideTime = (mid, end, clock) => {
    const key = clockKey(end);
    if (clock.has(key)) return ["end", key, clockKey(mid)];
    const behind = key ? `|${key}` : "";
    const words = mid.replace(/[,،日일]/g, " ").split(/\s+/).filter(Boolean);
    for (let start = 0; start < words.length; start += 1) {
      const later = clockKey(words.slice(start).join(""));
      if (clock.has(later)) return ["mid", later, clockKey(words.slice(0, start).join("")) + behind];
    }
    return ["", "", clockKey(words.join("")) + behind];
  };

  Object.assign(IB, { INVISIBLE, MARKS, FORMS, cleaned, clockKey, readHeader });
})();
