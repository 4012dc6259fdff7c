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

  /** What holds for a whole file. */
  class Survey {
    #voices = new Map();
    #links = new Map();

    constructor(lines, form, app) {
      this.form = form;
      this.app = app;
      const order = new IB.DateOrder(app);
      for (const line of lines) {
        const header = IB.readHeader(line, form, app);
        if (!header) continue;
        this.first ??= header;
        if (header.shape !== this.first.shape || !sameLink(header.link, this.first.link)) continue;
        this.#links.set(header.link, (this.#links.get(header.link) ?? 0) + 1);
        order.add(header);
        this.#listen(header, order);
      }
      this.#conclude(order);
    }

    #listen({ rest }, order) {
      const [name, text] = this.app.splitName(rest);
      if (name === null) return;
      if (!this.#voices.has(name)) {
        this.#voices.set(name, { count: 0, second: null, marked: 0, byApp: 0, sent: 0 });
      }
      const voice = this.#voices.get(name);
      const [second, more] = IB.halves(text.slice(0, LONGEST_SECOND), ": ");
      const kept = more !== null && !(voice.count && voice.second !== second);
      voice.second = kept ? second : "";
      voice.count += 1;
      if (text.startsWith("<") && text.endsWith(">")) order.hint(IB.clockKey(IB.strip(text, "<>")));
      if (IB.marked(text)) {
        voice.marked += 1;
        voice.byApp += this.app.wrote(name, text);
        voice.sent += this.app.sentByPerson(text);
      }
    }

    #conclude(order) {
      const [chosen, remark] = this.form.first === "named" ? ["DMY", null] : order.decide();
      const common = IB.mostCommon(this.#links).slice(0, 2);
      this.links = new Set([this.first.link, ...common]);
      this.order = chosen;
      this.remarks = [remark, this.links.size > 1 ? "CLOCK" : null].filter(Boolean);
      const voices = [...this.#voices];
      this.marks = voices.some(([, voice]) => voice.marked);
      const isGroup = ({ byApp, sent, marked, count }) => byApp && !sent && marked === count;
      this.groups = new Set(voices.filter(([, one]) => isGroup(one)).map(([name]) => name));
      this.longer = new Set(
        voices.filter(([, one]) => one.second && one.count >= LEAST).map(([name]) => name),
      );
    }

    accepts(header) {
      return header.shape === this.first.shape && this.links.has(header.link);
    }

    /** Speaker and text behind a header, where a name may hold a colon itself. */
    split(rest) {
      const [name, text] = this.app.splitName(rest);
      if (name === null || !this.longer.has(name)) return [name, text];
      const [more, later] = IB.halves(text, ":");
      return [`${name}: ${more}`, (later ?? "").replace(/^ /, "")];
    }
  }

  /** One reading of one file: gives a message at a time to `chat`. */
  class Export {
    #survey;
    #chat;
    #current = null;
    #begun = false;

    constructor(survey, chat) {
      this.#survey = survey;
      this.#chat = chat;
      survey.remarks.forEach((remark) => chat.once(remark));
    }

    read(lines) {
      lines.forEach((line, place) => this.#take(line, place + 1));
      this.#close();
    }

    #take(line, number) {
      const header = IB.readHeader(line, this.#survey.form, this.#survey.app);
      if (header && this.#survey.accepts(header)) {
        this.#close();
        this.#current = { header, line: number, lines: [], size: 0, full: false };
      } else if (!this.#current) {
        if (IB.cleaned(line).trim()) this.#chat.skip("BEFORE_FIRST", number);
      } else if (!this.#current.full) {
        this.#continue(line, number);
      }
    }

    #continue(line, number) {
      const current = this.#current;
      if (current.size + line.length > LONGEST_MESSAGE) {
        current.full = true;
        this.#chat.add("TOO_LONG", current.line);
        return;
      }
      if (looksLikeMessage(line, this.#survey.app)) this.#chat.add("OTHER_SHAPE", number);
      current.size += line.length;
      current.lines.push(line);
    }

    #close() {
      if (!this.#current) return;
      const { header, line, lines } = this.#current;
      const time = this.#time(header, line);
      let [speaker, text] = this.#survey.split(header.rest);
      if (lines.length) text = [text, ...lines].join("\n").replace(/\n+$/, "");
      const first = !this.#begun;
      this.#begun = true;
      this.#current = null;
      if (speaker === null || this.#byApp(speaker, text, first)) this.#chat.system += 1;
      else this.#chat.say({ speaker, time, line, ...this.#survey.app.meaning(text) });
    }

    #byApp(speaker, text, first) {
      const { app, groups } = this.#survey;
      if (!IB.marked(text)) return app.mayBeNotice(text) && app.wrote(speaker, text);
      if (app.wrote(speaker, text)) return true;
      if (app.sentByPerson(text)) return false;
      return groups.has(speaker) || (first && text.length > LEAST_NOTICE);
    }

    #time(header, line) {
      const { order, app } = this.#survey;
      const { date, remark } = IB.readDate(header.parts, header.era[0], order);
      if (remark) this.#chat.once(remark, line);
      const hour = IB.hours(header.hour, app.clock.get(header.word));
      if (date === null || hour > 23 || header.minute > 59 || header.second > 59) {
        if (date !== null || remark === null) this.#chat.add("NO_SUCH_DATE", line);
        return null;
      }
      return IB.written(date, hour * 3600 + header.minute * 60 + header.second);
    }
  }

  /** A WhatsApp export whose headers have this form. */
  const readWhatsapp = (lines, form, app, chat) => {
    const survey = new Survey(lines, form, app);
    const ios = form.closing === "bracket";
    // Copied out of WhatsApp in a browser: [16:21, 27-3-2022] Name: text
    const copied = ios && form.first === "time" && !survey.first.seconds && !survey.marks;
    chat.format = copied || form.closing === "bare" ? "pasted" : ios ? "whatsapp-ios" : "whatsapp-android";
    new Export(survey, chat).read(lines);
  };

  Object.assign(IB, { findForm, readWhatsapp });
})();
