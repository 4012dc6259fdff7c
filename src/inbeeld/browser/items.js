// Chats as JSON: our own lines, and exports of Telegram, as `chats/jsonl.py` and `chats/telegram.py`.
(() => {
  "use strict";
  const IB = (globalThis.IB ??= {});

  const MILLISECONDS = 1e11; // above this a count is in milliseconds
  const EARLIEST = 1e8; // below this a count is no moment in the life of any chat
  const LATEST = 253_402_300_800; // seconds: the year 10000
  const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,6})?)?(Z|[+-]\d\d:?\d\d)?)?$/;
  const MEDIA = ["photo", "file", "media_type", "contact_information", "location_information", "live_location"];

  const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

  const fromCount = (count) => {
    if (!(Math.abs(count) >= EARLIEST)) return null;
    const seconds = Math.abs(count) >= MILLISECONDS ? count / 1000 : count;
    if (Math.abs(seconds) >= LATEST) return null;
    return `${new Date(Math.floor(seconds) * 1000).toISOString().slice(0, 19)}+00:00`;
  };

  /** A time of ISO 8601, or seconds or milliseconds since 1970. null where it is none of these. */
  const moment = (value) => {
    if (typeof value === "number") return fromCount(value);
    if (typeof value !== "string") return null;
    const text = value.trim();
    if (/^\d+$/.test(text)) return text.length > 8 && text.length < 20 ? fromCount(Number(text)) : null;
    const [, year, month, day, hour = "00", minute = "00", second = "00", zone = ""] = ISO.exec(text) ?? [];
    const date = year ? IB.readDate([year, month, day].map(Number), "", "YMD").date : null;
    if (date === null || hour > 23 || minute > 59 || second > 59) return null;
    const offset = zone === "Z" ? "+00:00" : zone.replace(/^([+-]\d\d)(\d\d)$/, "$1:$2");
    return `${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`;
  };

  const parsed = (line, number) => {
    let item = null;
    try {
      item = JSON.parse(line);
    } catch {
      throw new IB.ReadError("not-json", { line: number });
    }
    if (!isObject(item) || typeof item.text !== "string") throw new IB.ReadError("no-text", { line: number });
    return { item, number };
  };

  /** The conversation that was asked for, or the only one. */
  const chosen = (names, conversation) => {
    if (conversation === null && names.length === 1) return names[0];
    if (conversation !== null && names.includes(conversation)) return conversation;
    throw new IB.ReadError("several", { names });
  };

  const readLines = (lines, chat, conversation) => {
    chat.format = "jsonl";
    const items = lines
      .map((line, place) => [line, place + 1])
      .filter(([line]) => IB.strip(line, " \t\r\ufeff"))
      .map(([line, number]) => parsed(line, number));
    const nameOf = ({ item }) => String(item.conversation ?? "");
    const names = [...new Set(items.map(nameOf))];
    const wanted = names.length ? chosen(names, conversation) : "";
    for (const { item, number } of items.filter((one) => nameOf(one) === wanted)) {
      const given = ("time" in item ? item.time : item.t) ?? null;
      const time = moment(given);
      if (time === null && given !== null) chat.add("NOT_A_TIME", number);
      const who = ("speaker" in item ? item.speaker : item.who) ?? null;
      const speaker = who === null ? null : String(who);
      chat.say({ speaker, time, line: number, kind: "said", text: item.text });
    }
  };

  // ---------- Telegram

  /** The chats of a file; two may have one name: then their numbers tell them apart. */
  const chatsOf = (file) => {
    const several = [file.chats, file.left_chats].flatMap((one) => (isObject(one) && one.list) || []);
    const chats = "messages" in file || !("chats" in file || "left_chats" in file) ? [file] : several;
    const named = chats.map((one) => String(one.name || one.type || (one.id ?? "")));
    const twice = (name) => named.filter((one) => one === name).length > 1;
    const names = named.map((name, place) => (twice(name) ? `${name} (${chats[place].id ?? ""})` : name));
    return { chats, names };
  };

  const textOf = (text) => {
    if (typeof text === "string") return text;
    if (!Array.isArray(text)) return "";
    const parts = text.map((part) => (isObject(part) ? (part.text ?? "") : part));
    return parts.filter((part) => typeof part === "string").join("");
  };

  const timeOf = ({ date, date_unixtime: count }) => {
    const utc = typeof count === "string" && /^\d+$/.test(count) ? fromCount(Number(count)) : null;
    return moment(date) ?? utc;
  };

  const readTelegram = (file, chat, conversation) => {
    chat.format = "telegram";
    const { chats, names } = chatsOf(file);
    const wanted = names.length ? chats[names.indexOf(chosen(names, conversation))] : {};
    const messages = Array.isArray(wanted.messages) ? wanted.messages : [];
    messages.forEach((item, place) => {
      const line = place + 1;
      if (!isObject(item)) {
        chat.skip("NOT_A_MESSAGE", line);
        return;
      }
      const time = timeOf(item);
      if (time === null) chat.add("NOT_A_TIME", line);
      if (item.type === "service") {
        chat.system += 1;
        return;
      }
      const text = textOf(item.text) || (isObject(item.poll) ? String(item.poll.question ?? "") : "");
      const kind = MEDIA.some((name) => item[name]) ? "media" : "said";
      const speaker = item.from || item.from_id;
      chat.say({ speaker: speaker ? String(speaker) : null, time, line, kind, text });
    });
  };

  Object.assign(IB, { isObject, fromCount, readLines, readTelegram });
})();
