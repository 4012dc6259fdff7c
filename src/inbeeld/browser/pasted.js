// Text that someone pasted or typed over, as `chats/pasted.py`. Names are only taken for names where the
// text bears it out; otherwise each line is a message of someone unknown.
(() => {
  "use strict";
  const IB = (globalThis.IB ??= {});

  const WORDS_OF_A_NAME = 4;
  const SHARE = 0.5; // of the lines must look as if they have a name, where no name comes back
  const D = "\\p{Nd}";
  const WHEN = new RegExp(
    `^[\\[(]?\\s?(?:(?<date>${D}{1,4}[./\\-]${D}{1,2}(?:[./\\-](?<year>${D}{2,4}))?)[,\\s]+)?` +
      `${D}{1,2}[:.]${D}{2}(?:[:.]${D}{2})?(?:\\s?[AaPp]\\.?\\s?[Mm]\\.?)?\\s?[\\])]?\\s*[\\-–—]?\\s+(?=\\S)`, "u");
  const NAME = new RegExp(
    `^(?<name>[\\p{L}\\p{Nl}\\p{No}][^:\\n]{0,39}?|\\+?${D}[${D} ()\\-]{5,20})\\s?` +
      `(?:[\\[(]${D}{1,2}[:.]${D}{2}(?:[:.]${D}{2})?[\\])]\\s?)?(?::(?:\\s+|$)|：\\s*)(?<text>.*)$`, "su");

  const nameOf = (line) => {
    const found = NAME.exec(line)?.groups;
    return found && found.name.trim().split(/\s+/).length <= WORDS_OF_A_NAME ? found : null;
  };

  /** A line without the time before it, and the remark that such a time needs. */
  const withoutTime = (line) => {
    const plain = IB.cleaned(line).trim();
    const found = WHEN.exec(plain);
    if (!found) return [plain, null];
    const { date, year } = found.groups;
    const dated = year ? "NOT_A_TIME" : "NO_YEAR";
    return [plain.slice(found[0].length), date ? dated : "NO_DATE"];
  };

  const hasNames = (rests) => {
    const names = new Map();
    let first = 0;
    rests.forEach((rest, place) => {
      const found = nameOf(rest);
      if (!found) return;
      IB.count(names, found.name);
      first ||= place + 1;
    });
    if (first !== 1) return false;
    const counts = [...names.values()];
    return Math.max(...counts) > 1 || counts.reduce((sum, one) => sum + one) >= rests.length * SHARE;
  };

  const readPasted = (lines, chat) => {
    chat.format = "pasted";
    const found = lines.map(withoutTime);
    const named = hasNames(found.map(([rest]) => rest).filter(Boolean));
    if (!named) chat.once("NO_NAMES");
    let open = null;
    const close = () => {
      if (!open) return;
      const { speaker, line, texts } = open;
      const text = IB.strip(texts.join("\n"), `${IB.INVISIBLE} \n`);
      chat.say({ speaker, time: null, line, kind: "said", text });
    };
    found.forEach(([rest, remark], place) => {
      const line = place + 1;
      if (remark) chat.once(remark, line);
      const begin = named && nameOf(rest);
      if (open && named && !begin) open.texts.push(rest);
      else if (rest) {
        close();
        open = begin
          ? { speaker: begin.name.trim(), line, texts: [begin.text] }
          : { speaker: null, line, texts: [rest] };
      }
    });
    close();
  };

  IB.readPasted = readPasted;
})();
