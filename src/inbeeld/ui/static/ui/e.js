// Draws what a chat shows, inside the frame: the advice, the chat as speech bubbles with the words marked, and
// the reason beside each. Text of a chat becomes text nodes and nothing else.
(() => {
  "use strict";
  const IB = (globalThis.IB ??= {});
  const NEAR = 1; // messages before and after a marked one that stay unfolded
  const FEW = 3; // quotes of one reason that stay unfolded
  const AT_ONCE = 200; // messages that are unfolded at a time
  const SMALL_GROUP = 4;
  const MOST_REMARKS = 20;

  const el = (tag, name, ...inside) => {
    const node = document.createElement(tag);
    if (name) node.className = name;
    node.append(...inside.filter((part) => part !== null));
    return node;
  };
  const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  /** Several rules may see the same words: what overlaps is shown once. */
  const join = (findings, finding) => {
    const same = findings.find(
      (one) => one.message === finding.message && one.start < finding.end && finding.start < one.end,
    );
    if (!same) return findings.push({ ...finding });
    same.start = Math.min(same.start, finding.start);
    same.end = Math.max(same.end, finding.end);
  };

  /**
   * Findings of the same signal are one reason, by those that count where any does. What counts comes first,
   * and then the order of the chat.
   */
  const reasonsOf = (findings) => {
    const found = new Map();
    const counted = new Set(findings.filter((one) => one.counts).map((one) => one.signal));
    for (const finding of findings) {
      if (!finding.counts && counted.has(finding.signal)) continue;
      if (!found.has(finding.signal)) found.set(finding.signal, { ...finding, findings: [] });
      join(found.get(finding.signal).findings, finding);
    }
    const sorted = [...found.values()].sort((one, other) => other.counts - one.counts);
    sorted.forEach((reason, place) => { reason.number = place + 1; });
    return sorted;
  };

  class Picture {
    /** `said`: the words of the page; `chat`: lines; `shown`: what `IB.screen` gave for them. */
    constructor(said, chat, shown) {
      this.said = said;
      this.words = said.words;
      this.chat = chat;
      this.lines = chat.lines;
      this.shown = shown;
      this.speakers = [...new Set(this.lines.map((line) => line.speaker ?? null))];
      this.reasons = reasonsOf(shown.findings);
      this.marks = new Map();
      for (const reason of this.reasons) {
        for (const finding of reason.findings) {
          const here = this.marks.get(finding.message) ?? [];
          this.marks.set(finding.message, [...here, { ...finding, reason }]);
        }
      }
      this.other = shown.instigator ?? this.speakers[0];
      this.clock = new Intl.DateTimeFormat(said.lang, {
        weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit",
      });
    }

    draw() {
      const beside = this.reasons.length ? this.#reasons() : this.#note();
      return [this.#advice(), el("div", "check", this.#conversation(), beside)];
    }

    #heading(level, text, name = "") {
      const heading = el(`h${level}`, name, text);
      heading.tabIndex = -1;
      return heading;
    }

    #advice() {
      const { outcomes, about } = this.said;
      const advice = outcomes[this.shown.outcome];
      const nothing = !this.shown.observations.length;
      const title = nothing ? this.words.nothing : advice.title;
      const next = el("button", "button", nothing ? this.words.talk : this.words.next);
      next.type = "button";
      next.dataset.next = "";
      const erase = el("button", "button button--quiet", this.words.erase);
      erase.type = "button";
      erase.dataset.erase = "";
      return el("div", "stack",
        el("div", "voice",
          nothing ? null : el("p", "when", advice.when),
          this.#heading(2, title, "outcome"),
          el("p", "", nothing ? this.words.nothing_text : advice.lead),
          el("p", "row", next)),
        el("p", "text soft", about),
        el("p", "row", erase));
    }

    #conversation() {
      const heading = this.#heading(2, this.words.conversation);
      heading.id = "gesprek";
      const section = el("section", "stack",
        heading, el("p", "soft", this.#summary()), this.#readingOf(this.chat), this.#chat());
      section.setAttribute("aria-labelledby", heading.id);
      return section;
    }

    #summary() {
      const n = this.lines.length;
      const names = this.speakers.filter((name) => name !== null);
      if (!names.length) return say(this.words.between_unknown, { n });
      if (names.length > SMALL_GROUP) return say(this.words.between_many, { n, m: names.length });
      const last = names.length > 1 ? ` ${this.words.and} ${names.at(-1)}` : "";
      const first = names.slice(0, Math.max(names.length - 1, 1)).join(", ");
      return say(this.words.between, { n, names: first + last });
    }

    /** How the file was read, where something in it was not certain. */
    #readingOf({ remarks }) {
      const { notes } = this.said;
      const told = remarks.filter(({ what }) => notes[what.toLowerCase()]).slice(0, MOST_REMARKS);
      if (!told.length) return null;
      const lines = told.map(({ line, what }) => {
        const text = notes[what.toLowerCase()];
        return el("li", "", line === null ? text : say(this.words.at_line, { line, text }));
      });
      return el("details", "", el("summary", "", this.words.how_read), el("ul", "points small", ...lines));
    }

    /** The bubbles; what stands far from a mark is folded. */
    #chat() {
      const near = new Set();
      for (const message of this.marks.keys()) {
        for (let place = message - NEAR; place <= message + NEAR; place += 1) near.add(place);
      }
      const list = el("ol", "chat");
      let folded = [];
      const fold = () => {
        if (folded.length === 1) list.append(this.#bubble(folded[0]));
        else if (folded.length) list.append(this.#gap(folded));
        folded = [];
      };
      this.lines.forEach((_, place) => {
        if (!near.has(place)) return folded.push(place);
        fold();
        return list.append(this.#bubble(place));
      });
      fold();
      return list;
    }

    #gap(places) {
      const { words } = this;
      const n = places.length;
      const some = n > AT_ONCE ? say(words.show_some, { n: AT_ONCE }) : words.show;
      const button = el("button", "plain-button", n === 1 ? words.show_one : some);
      button.type = "button";
      const gap = el("li", "chat-gap", n === 1 ? words.gap_one : say(words.gap, { n }), " ", button);
      button.addEventListener("click", () => {
        const first = places.slice(0, AT_ONCE).map((place) => this.#bubble(place));
        const rest = places.slice(AT_ONCE);
        gap.replaceWith(...first, ...(rest.length ? [this.#gap(rest)] : []));
        first[0].tabIndex = -1;
        first[0].focus({ preventScroll: true });
      });
      return gap;
    }

    #bubble(place) {
      const line = this.lines[place];
      const own = line.speaker !== this.other && this.speakers.length > 1;
      const who = el("p", "bubble-who", el("b", "", line.speaker ?? this.words.someone), this.#time(line));
      const bubble = el("li", own ? "bubble bubble--own" : "bubble", who, this.#text(place));
      bubble.id = `b${place}`;
      bubble.tabIndex = -1;
      return bubble;
    }

    #time(line) {
      const time = line.time ? new Date(line.time) : null;
      if (!time || Number.isNaN(time.getTime())) return null;
      return el("time", "", this.clock.format(time));
    }

    /** The text with its marks. Places count code points; where marks meet, the first keeps the words. */
    #text(place) {
      const { text, kind } = this.lines[place];
      if (!text && kind === "media") return el("p", "soft small", this.words.media);
      const points = [...text];
      const shown = el("p", "bubble-text");
      let at = 0;
      for (const { start, end, reason } of this.#marksOf(place, points.length)) {
        const from = Math.max(start, at);
        const to = Math.max(end, from);
        shown.append(points.slice(at, from).join(""), this.#mark(points.slice(from, to).join(""), reason));
        at = to;
      }
      shown.append(points.slice(at).join(""));
      return shown;
    }

    /** Where the marks of a message stand; two of the same reason that meet are one. */
    #marksOf(place, length) {
      const all = (this.marks.get(place) ?? []).map(({ start, end, reason }) => ({
        start: start ?? length, end: end ?? length, reason,
      }));
      all.sort((one, other) => one.start - other.start || other.end - one.end);
      const found = [];
      for (const mark of all) {
        const same = found.find((one) => one.reason === mark.reason && mark.start <= one.end);
        if (same) same.end = Math.max(same.end, mark.end);
        else found.push(mark);
      }
      return found;
    }

    /** Marked words that lead to their reason; the last word and the number never part. */
    #mark(text, reason) {
      const cut = text.lastIndexOf(" ") + 1;
      const last = el("span", "nb", text.slice(cut), this.#number(reason.number));
      const mark = el(reason.counts ? "mark" : "span", "", text.slice(0, cut), last);
      return this.#link(`r${reason.number}`, reason.counts ? "marked" : "marked marked--also", mark);
    }

    #number(n) {
      return el("span", "n", el("span", "vh", `, ${say(this.words.reason, { n: "" })}`), String(n));
    }

    #link(target, name, ...inside) {
      const link = el("a", name, ...inside);
      link.href = `#${target}`;
      link.dataset.jump = target;
      return link;
    }

    #reasons() {
      const counted = this.reasons.filter((reason) => reason.counts);
      const also = this.reasons.filter((reason) => !reason.counts);
      const section = el("section", "stack");
      if (counted.length) {
        const { instigator } = this.shown;
        section.append(
          this.#heading(2, this.words.reasons),
          ...(instigator ? [el("p", "soft", say(this.words.mostly, { name: instigator }))] : []),
          el("ol", "reasons", ...counted.map((reason) => this.#reason(reason))),
        );
      }
      if (also.length) {
        section.append(
          this.#heading(2, this.words.also),
          el("p", "soft", this.words.also_text),
          el("ol", "reasons", ...also.map((reason) => this.#reason(reason))),
        );
      }
      section.append(this.#note());
      return section;
    }

    #note() {
      return el("p", "note", this.words.people);
    }

    #reason(reason) {
      const told = this.shown.reasons.find((one) => one.signal === reason.signal);
      const because = reason.counts && told ? el("b", "", told.because) : null;
      const excuses = reason.findings.map((one) => one.excuse?.text).filter(Boolean);
      const { otherwise, text } = IB.pack.signals[reason.signal];
      const card = el("li", "reason",
        el("span", "n", String(reason.number)),
        el("h3", "", this.said.own[reason.signal] ?? text),
        ...this.#quotes(reason.findings),
        el("p", "", this.#why(reason)),
        el("p", "", because, " ", el("span", "soft", excuses[0] ?? otherwise)));
      card.id = `r${reason.number}`;
      card.tabIndex = -1;
      return card;
    }

    /** In words: as a guess where all that is found is said in ordinary talk as well. */
    #why({ reason, findings }) {
      if (!findings.every((one) => one.perhaps)) return reason;
      return say(this.words.perhaps, { reason: reason[0].toLowerCase() + reason.slice(1) });
    }

    #quotes(findings) {
      const shown = findings.slice(0, FEW).map((finding) => this.#quote(finding));
      const rest = findings.slice(FEW);
      if (!rest.length) return shown;
      const n = rest.length;
      const summary = el("summary", "", n === 1 ? this.words.more_one : say(this.words.more, { n }));
      return [...shown, el("details", "", summary, ...rest.map((finding) => this.#quote(finding)))];
    }

    #quote({ message, start, end, speaker }) {
      const said = start === null ? "" : [...this.lines[message].text].slice(start, end).join("");
      const words = said ? `‘${said}’` : this.words.to_message;
      const name = speaker !== null && speaker !== this.shown.instigator && this.speakers.length > 1;
      return el("p", "", name ? `${say(this.words.from, { name: speaker })} ` : null,
        this.#link(`b${message}`, "quote", words));
    }
  }

  IB.Picture = Picture;
  IB.el = el;
  IB.say = say;
})();
