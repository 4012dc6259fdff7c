// Exports of WhatsApp, as `chats/whatsapp.py` and `chats/survey.py`: read once to learn the shape of the
// headers, the order of the dates and who speaks, and then again for the messages.
(() => {
  "use strict";
  const IB = (globalThis.IB ??= {});

  const FEWEST = 5; // one line in so many begins a message, or the text only quotes an export
  const LEAST_NOTICE = 60; // signs of the notice that an iOS export begins with, in any language
  const LONGEST_WORD = 12; // signs of an unknown word for morning or afternoon
  const LEAST = 3; // messages before a colon is taken for a part of a name
  const LONGEST_SECOND = 42; // signs of a name behind its first colon
  const LONGEST_MESSAGE = 1_000_000;

  const looksLikeMessage = (line, app) =>
    IB.FORMS.some((form) => form.closing !== "bare" && IB.readHeader(line, form, app));

  /** The form of the headers in the beginning of a text: of its first line, or else of most lines. */
  const findForm = (text, app) => {
    const lines = text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/).filter((line) => line.trim());
    const fits = (form) => (line) => IB.readHeader(line, form, app) !== null;
    const first = IB.FORMS.find((form) => lines.length && fits(form)(lines[0]));
    if (first) return first;
    const counts = IB.FORMS.map((form) => lines.filter(fits(form)).length);
    const most = Math.max(...counts);
    return most && most * FEWEST >= lines.length ? IB.FORMS[counts.indexOf(most)] : null;
  };

  const sameLink = (link, first) =>
    link === first || (first && link && Math.max(link.length, first.length) <= LONGEST_WORD);

  /** Takes in who speaks in a line, and what the app writes under that name. */
  const listen = ({ rest }, app, voices, order) => {
    const [name, text] = app.splitName(rest);
    if (name === null) return;
    if (!voices.has(name)) voices.set(name, { count: 0, second: null, marked: 0, byApp: 0, sent: 0 });
    const voice = voices.get(name);
    const [second, more] = IB.halves(text.slice(0, LONGEST_SECOND), ": ");
    const kept = more !== null && !(voice.count && voice.second !== second);
    voice.second = kept ? second : "";
    voice.count += 1;
    if (text.startsWith("<") && text.endsWith(">")) order.hint(IB.clockKey(IB.strip(text, "<>")));
    if (!IB.marked(text)) return;
    voice.marked += 1;
    voice.byApp += app.wrote(name, text);
    voice.sent += app.sentByPerson(text);
  };

  /** What holds for a whole file. */
  const lookOver = (lines, form, app) => {
    const order = new IB.DateOrder(app);
    const [voices, links] = [new Map(), new Map()];
    let first = null;
    for (const line of lines) {
      const header = IB.readHeader(line, form, app);
      if (!header) continue;
      first ??= header;
      if (header.shape !== first.shape || !sameLink(header.link, first.link)) continue;
      IB.count(links, header.link);
      order.add(header);
      listen(header, app, voices, order);
    }
    const known = new Set([first.link, ...IB.mostCommon(links).slice(0, 2)]);
    const decided = form.first === "named" ? ["DMY", null] : order.decide();
    const names = (fits) => [...voices].filter(([, voice]) => fits(voice)).map(([name]) => name);
    return {
      accepts: (header) => header && header.shape === first.shape && known.has(header.link),
      order: decided[0],
      remarks: [decided[1], known.size > 1 && "CLOCK"].filter(Boolean),
      seconds: first.seconds,
      marks: names((voice) => voice.marked).length,
      groups: new Set(
        names(({ byApp, sent, marked, count }) => byApp && !sent && marked === count),
      ),
      longer: new Set(names(({ second, count }) => second && count >= LEAST)),
    };
  };

  /** Speaker and text behind a header, where a name may hold a colon itself. */
  const split = (rest, app, { longer }) => {
    const [name, text] = app.splitName(rest);
    if (!longer.has(name)) return [name, text];
    const [more, later] = IB.halves(text, ":");
    return [`${name}: ${more}`, (later ?? "").replace(/^ /, "")];
  };

  const byApp = (speaker, text, app, { groups }, first) => {
    if (!IB.marked(text)) return app.mayBeNotice(text) && app.wrote(speaker, text);
    if (app.wrote(speaker, text)) return true;
    if (app.sentByPerson(text)) return false;
    return groups.has(speaker) || (first && text.length > LEAST_NOTICE);
  };

  const timeOf = ({ parts, era, exists, moment }, order, line, chat) => {
    const { date, remark } = IB.readDate(parts, era[0], order);
    if (remark) chat.once(remark, line);
    if (date !== null && exists) return IB.written(date, moment);
    if (date !== null || remark === null) chat.add("NO_SUCH_DATE", line);
    return null;
  };

  /** Gives the messages of a file to `chat`, one at a time. */
  const readMessages = (lines, form, app, survey, chat) => {
    let current = null;
    let first = true;
    const close = () => {
      if (!current) return;
      const { header, line, texts } = current;
      const time = timeOf(header, survey.order, line, chat);
      let [speaker, text] = split(header.rest, app, survey);
      if (texts.length) text = [text, ...texts].join("\n").replace(/\n+$/, "");
      if (speaker === null || byApp(speaker, text, app, survey, first)) chat.system += 1;
      else chat.say({ speaker, time, line, ...app.meaning(text) });
      first = false;
    };
    const goOn = (text, number) => {
      current.size += text.length;
      if (current.size > LONGEST_MESSAGE) {
        chat.add("TOO_LONG", current.line);
        return;
      }
      if (looksLikeMessage(text, app)) chat.add("OTHER_SHAPE", number);
      current.texts.push(text);
    };
    lines.forEach((text, place) => {
      const line = place + 1;
      const header = IB.readHeader(text, form, app);
      if (survey.accepts(header)) {
        close();
        current = { header, line, texts: [], size: 0 };
      } else if (!current) {
        if (IB.cleaned(text).trim()) chat.skip("BEFORE_FIRST", line);
      } else if (current.size <= LONGEST_MESSAGE) goOn(text, line);
    });
    close();
  };

  /** A WhatsApp export whose headers have this form. */
  const readWhatsapp = (lines, form, app, chat) => {
    const survey = lookOver(lines, form, app);
    const ios = form.closing === "bracket";
    // Copied out of WhatsApp in a browser: [16:21, 27-3-2022] Name: text
    const copied = ios && form.first === "time" && !survey.seconds && !survey.marks;
    chat.format = copied || form.closing === "bare" ? "pasted" : ios ? "whatsapp-ios" : "whatsapp-android";
    survey.remarks.forEach((remark) => chat.once(remark));
    readMessages(lines, form, app, survey, chat);
  };

  Object.assign(IB, { findForm, readWhatsapp });
})();
