// Dates of every calendar that telephones write, as `chats/calendars.py` and `chats/date_order.py`. A
// date is a number of days since 1970 here, null where it does not exist.
(() => {
  "use strict";
  const IB = (globalThis.IB ??= {});

  const DAY = 86_400_000;
  const JAPANESE = {
    r: 2018, 令和: 2018, h: 1988, 平成: 1988, s: 1925, 昭和: 1925, t: 1911, 大正: 1911, m: 1867, 明治: 1867,
  };
  const MINGUO = ["民國", "民国", "minguo", "roc"];
  const BUDDHIST = ["be", "พศ"];
  const SHORT_BUDDHIST = 50;
  const LEAPS = [1, 5, 9, 13, 17, 22, 26, 30];

  const gregorian = (year, month, day) => {
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, day);
    const same = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
    return same && year >= 1 && year <= 9999 ? date.getTime() / DAY : null;
  };

  const persian = (year, month, day) => {
    const leap = (one) => LEAPS.includes(one % 33);
    const longest = month <= 6 ? 31 : month < 12 || leap(year) ? 30 : 29;
    if (month < 1 || month > 12 || day < 1 || day > longest) return null;
    let leaps = 0;
    for (let one = 1380; one < year; one += 1) leaps += leap(one);
    const months = (month - 1) * 31 - Math.max(0, month - 7);
    // Counted from the day before the first of 1380.
    return gregorian(2001, 3, 20) + (year - 1380) * 365 + leaps + months + day;
  };

  const hijri = (year, month, day) => {
    if (month < 1 || month > 12 || day < 1 || day > 30) return null;
    const days = (year - 1) * 354 + Math.floor((3 + 11 * year) / 30) + 29 * (month - 1);
    return gregorian(622, 7, 18) + days + Math.floor(month / 2) + day;
  };

  /** A calendar that only counts its years otherwise. */
  const later = (years) => (year, month, day) => gregorian(year + years, month, day);

  /** The first that fits counts: letters beside the year, and then the year itself. */
  const CALENDARS = [
    [(_, era) => era in JAPANESE, (y, m, d, era) => gregorian(JAPANESE[era] + y, m, d), "JAPANESE"],
    [(y, era) => MINGUO.includes(era) || (y >= 98 && y < 200), later(1911), "MINGUO"],
    [(y, era) => BUDDHIST.includes(era) || (y >= 2400 && y < 2700), later(-543), "BUDDHIST"],
    [(y) => y >= SHORT_BUDDHIST && y < 100, later(1957), "BUDDHIST"],
    [(y) => y < 100, later(2000), null],
    [(y) => y >= 1900 && y < 2400, gregorian, null],
    [(y) => y >= 1380 && y < 1425, persian, "PERSIAN"],
    [(y) => y >= 1425 && y < 1500, hijri, "HIJRI"],
  ];

  const ORDERS = { DMY: [2, 1, 0], MDY: [2, 0, 1], YMD: [0, 1, 2], YDM: [0, 2, 1] };

  /** The date of three numbers in this order, and the remark that it needs. */
  const readDate = (parts, era, order) => {
    const [year, month, day] = ORDERS[order].map((place) => parts[place]);
    if (year === 0) return { date: null, remark: "NO_YEAR" };
    const found = CALENDARS.find(([fits]) => fits(year, era));
    if (!found) return { date: null, remark: "OTHER_CALENDAR" };
    const [, convert, remark] = found;
    const date = convert(year, month, day, era);
    return { date, remark: date === null ? null : remark };
  };

  /** The moment of a day and a second in it, as ISO 8601 without a zone. */
  const written = (day, second) => new Date(day * DAY + second * 1000).toISOString().slice(0, 19);

  Object.assign(IB, { ORDERS, readDate, written });
})();
