// Exports of Instagram and Messenger in JSON, newest message first, as `chats/meta.py`. Both write each
// byte of UTF-8 as a sign of its own, which is repaired where that gives text.
(() => {
  "use strict";
  const IB = (globalThis.IB ??= {});

  const MEDIA = ["photos", "videos", "audio_files", "gifs", "sticker", "files", "media"];
  const SYSTEM = ["Subscribe", "Unsubscribe"]; // someone joined or left a group
  const ONLY_MESSENGER = [
    "type", "is_unsent", "is_taken_down", "bumped_message_metadata", "senderName",
    "is_unsent_image_by_messenger_kid_parent",
  ];
  const LOOKED_AT = 500; // messages that may show of which of the two it is

  /** Text whose UTF-8 was written byte by byte; any other text as it is. */
  const repaired = (text) => {
    if (!/[\u0080-\u00ff]/.test(text) || /[^\0-\u00ff]/.test(text)) return text;
    try {
      const bytes = Uint8Array.from(text, (sign) => sign.charCodeAt(0));
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      return text;
    }
  };

  const countOf = (item) => {
    const value = item.timestamp_ms ?? item.timestamp;
    return Number.isInteger(value) ? value : 0;
  };

  /** Something is there, as Python sees it: an empty list says nothing. */
  const holds = (value) => (value?.length === 0 ? false : value);

  const appOf = (items) => {
    const shown = items.map((item) =>
      [...MEDIA, "share"].map((key) => (key in item ? JSON.stringify(item[key]) : "")).join(""),
    );
    const links = shown.join("").toLowerCase();
    if (links.includes("instagram")) return "instagram";
    const fields = items.some((item) => ONLY_MESSENGER.some((key) => key in item));
    return links.includes("facebook") || fields ? "messenger" : "instagram";
  };

  /** The earliest first. A file may begin with the newest. */
  const inOrder = (items, chat) => {
    const times = items.map(({ count }) => count);
    const ordered = times[0] > times.at(-1) ? [...items].reverse() : items;
    if (ordered.every(({ count }, place) => !place || ordered[place - 1].count <= count)) return ordered;
    chat.once("UNORDERED");
    return [...ordered].sort((one, other) => one.count - other.count);
  };

  const readMeta = (file, chat) => {
    const given = Array.isArray(file.messages) ? file.messages : [];
    chat.format = appOf(given.slice(0, LOOKED_AT).filter(IB.isObject));
    const items = given.map((item, place) => ({
      item, line: place + 1, count: IB.isObject(item) ? countOf(item) : 0,
    }));
    for (const { item, line, count } of inOrder(items, chat)) {
      if (IB.isObject(item)) readItem(item, line, IB.fromCount(count), chat);
      else chat.skip("NOT_A_MESSAGE", line);
    }
  };

  const readItem = (item, line, time, chat) => {
    if (time === null) chat.add("NOT_A_TIME", line);
    if (SYSTEM.includes(item.type)) {
      chat.system += 1;
      return;
    }
    const written = item.content ?? item.text;
    const text = typeof written === "string" ? repaired(written) : "";
    const link = item.share?.link;
    const sender = item.sender_name ?? item.senderName;
    const known = typeof sender === "string" && sender;
    chat.say({
      speaker: known ? repaired(sender) : null,
      time,
      text: text || (typeof link === "string" ? link : ""),
      kind: MEDIA.some((key) => holds(item[key])) ? "media" : "said",
      line,
    });
  };

  IB.readMeta = readMeta;
})();
