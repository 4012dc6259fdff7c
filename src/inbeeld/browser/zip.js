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

  const damaged = () => new IB.ReadError("damaged");

  /** Where the directory stands, and how many entries it has. */
  const directory = (view) => {
    const first = Math.max(0, view.byteLength - LONGEST_END);
    for (let place = view.byteLength - 22; place >= first; place -= 1) {
      if (view.getUint32(place, true) === END) {
        return { count: view.getUint16(place + 10, true), at: view.getUint32(place + 16, true) };
      }
    }
    throw damaged();
  };

  const entries = (view) => {
    const { count, at } = directory(view);
    const found = [];
    let place = at;
    for (let number = 0; number < count; number += 1) {
      if (view.getUint32(place, true) !== ENTRY) throw damaged();
      const lengths = [28, 30, 32].map((offset) => view.getUint16(place + offset, true));
      const name = new Uint8Array(view.buffer, view.byteOffset + place + 46, lengths[0]);
      found.push({
        name: new TextDecoder().decode(name),
        locked: (view.getUint16(place + 8, true) & LOCKED) !== 0,
        method: view.getUint16(place + 10, true),
        packed: view.getUint32(place + 20, true),
        size: view.getUint32(place + 24, true),
        at: view.getUint32(place + 42, true),
      });
      place += 46 + lengths[0] + lengths[1] + lengths[2];
    }
    return found;
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
    const bytes = new Uint8Array(view.buffer, view.byteOffset + start, packed);
    if (method === STORED) return bytes;
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    const whole = new Uint8Array(size);
    let done = 0;
    for (const reader = stream.getReader(); ; ) {
      const { value, done: ended } = await reader.read();
      if (ended) break;
      if (done + value.length > size) {
        await reader.cancel();
        throw damaged();
      }
      whole.set(value, done);
      done += value.length;
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
