// A chat in a zip: `await IB.unzip(buffer)` gives its texts by name, as `chats/archive.py`. Only text is
// ever unpacked, never a picture, sound or film, and never more than the directory says.
(() => {
  "use strict";
  const IB = (globalThis.IB ??= {});

  const TEXT = /\.(?:txt|json|jsonl|ndjson|xml|csv|md)$/i;
  const HIDDEN = /(?:^|\/)(?:\.|__MACOSX)/;
  const PART = /(?:^|\/)message_\d+\.json$/;
  const LARGEST = 50 * 1024 ** 2; // bytes in all; a telephone must hold it
  const TIGHTEST = 200; // times its size in the zip
  const SMALL = 100_000; // bytes that no ratio makes dangerous
  const END = 0x06054b50;
  const ENTRY = 0x02014b50;
  const LOCAL = 0x04034b50;
  const LONGEST_END = 65_557;
  const STORED = 0;
  const DEFLATED = 8;
  const LOCKED = 1;

  const bytesOf = (view, start, length) => new Uint8Array(view.buffer, start, length);
  const damaged = () => new IB.ReadError("damaged");

  /** The entries of the directory, which stands at the end. */
  const entries = (view) => {
    const short = (at) => view.getUint16(at, true);
    const long = (at) => view.getUint32(at, true);
    let end = view.byteLength - 22;
    const first = Math.max(0, view.byteLength - LONGEST_END);
    while (end >= first && long(end) !== END) end -= 1;
    if (end < first) throw damaged();
    let place = long(end + 16);
    return Array.from({ length: short(end + 10) }, () => {
      if (long(place) !== ENTRY) throw damaged();
      const [name, extra, comment] = [28, 30, 32].map((offset) => short(place + offset));
      const start = place;
      place += 46 + name + extra + comment;
      return {
        name: new TextDecoder().decode(bytesOf(view, start + 46, name)),
        locked: short(start + 8) & LOCKED,
        method: short(start + 10),
        packed: long(start + 20),
        size: long(start + 24),
        at: long(start + 42),
      };
    });
  };

  /** The entries that hold text. Throws where they cannot be read safely. */
  const weighed = (all) => {
    const texts = all.filter(({ name }) => TEXT.test(name) && !HIDDEN.test(name));
    const parts = texts.filter(({ name }) => PART.test(name));
    const members = parts.length ? parts : texts;
    const sum = (part) => members.reduce((total, one) => total + one[part], 0);
    if (!members.length) throw new IB.ReadError("no-chat");
    if (members.some((one) => one.locked)) throw new IB.ReadError("locked");
    const [size, packed] = [sum("size"), Math.max(1, sum("packed"))];
    if (size > LARGEST || (size > SMALL && size > packed * TIGHTEST)) throw new IB.ReadError("too-large");
    return members;
  };

  /** The bytes of one entry: exactly as many as the directory says, or it is damaged. */
  const unpacked = async (view, { at, method, packed, size }) => {
    if (view.getUint32(at, true) !== LOCAL || ![STORED, DEFLATED].includes(method)) throw damaged();
    const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
    const bytes = bytesOf(view, start, packed);
    if (method === STORED) return bytes;
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    const whole = new Uint8Array(size);
    const reader = stream.getReader();
    let done = 0;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      whole.set(part.value, done); // throws where it holds more
      done += part.value.length;
    }
    if (done !== size) throw damaged();
    return whole;
  };

  /** Text of the bytes of a file: UTF-8, or UTF-16 where a mark says so. Throws `IB.ReadError`. */
  const decoded = (bytes) => {
    const mark = bytes.length > 1 ? bytes[0] * 256 + bytes[1] : 0;
    const name = { 0xfffe: "utf-16le", 0xfeff: "utf-16be" }[mark] ?? "utf-8";
    try {
      return new TextDecoder(name, { fatal: true }).decode(bytes);
    } catch {
      throw new IB.ReadError("binary");
    }
  };

  /** The texts of a zip by name, without ending. Throws `IB.ReadError`. */
  const unzip = async (buffer) => {
    const view = new DataView(buffer);
    const found = new Map();
    try {
      for (const member of weighed(entries(view))) {
        found.set(member.name.replace(TEXT, ""), decoded(await unpacked(view, member)));
      }
    } catch (error) {
      throw error instanceof IB.ReadError ? error : damaged();
    }
    return found;
  };

  const isZip = (buffer) =>
    buffer.byteLength > 3 && [0x504b0304, 0x504b0506].includes(new DataView(buffer).getUint32(0));

  Object.assign(IB, { isZip, unzip, decoded });
})();
