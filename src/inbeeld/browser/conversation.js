// From hits in messages to what a conversation bears out, as `screen/conversation.py`: who says it,
// after what, and beside what.
(() => {
  "use strict";
  const IB = (globalThis.IB ??= {});

  const setOf = (map, key) => {
    if (!map.has(key)) map.set(key, new Set());
    return map.get(key);
  };
  const messagesOf = (findings) => new Set(findings.map((one) => one.message));
  const sidesOf = (findings) => new Set(findings.map((one) => one.side).filter((one) => one !== null));
  // How somebody takes it; and what may make something count.
  const BESIDE = ["answer", "ease"];
  const WEIGHING = ["rule", "answer", "age", "when"];
  const compare = (one, other) => (one > other) - (one < other);

  /** A finding of `sign` that no single message shows: over time, or by two ages. */
  const overall = (sign, message, side, excuse = null, counts = false) => ({
    message, start: null, end: null, speaker: side, side, sign, rule: null, excuse, counts,
  });
  /** What a finding by this may be mistaken for. */
  const mistaken = (...given) => given.flatMap((one) => one.mistaken_for ?? []);
  const alone = ({ rule, sign }) => rule?.alone ?? sign.alone ?? false;
  const faint = ({ rule, sign }) => rule?.faint ?? sign.faint ?? false;
  /** Whether the words are said so often that they may well mean something else. */
  IB.perhaps = (one) => faint(one) && !alone(one);

  /** What one conversation shows, by the rules of a pack. */
  class Conversation {
    constructor(pack, owners, lines, hits, { tones, leans, urges }) {
      this.pack = pack;
      this.limits = pack.limits;
      this.lines = lines;
      this.weights = tones;
      this.leans = leans;
      this.urges = urges;
      this.heard = hits.map((hit) => ({ ...hit, owner: owners[hit.owner] }));
      this.#mark();
    }

    /** The findings, in order, and the observations that they bear out. */
    understand() {
      let findings = this.#inMessages();
      findings.push(...this.#ageGaps());
      this.pressing = new Set();
      if (findings.length) {
        const holding = new Set([...messagesOf(findings), ...this.aged]);
        this.sounds = this.#tones(this.weights, holding, findings);
        findings = this.#borneOut(findings);
        this.pressing = this.#pressing(holding, findings.filter((one) => one.counts));
      }
      findings.push(...this.#sequences(findings));
      findings.sort(
        (one, other) =>
          one.message - other.message ||
          (one.start ?? 0) - (other.start ?? 0) ||
          compare(one.sign.signal, other.sign.signal),
      );
      return { findings, observations: this.#observations(findings) };
    }

    #mark() {
      this.cues = new Map();
      this.whens = new Map();
      this.ages = new Map();
      this.answers = []; // who refuses or asks why, and in which message
      const holding = (fits) =>
        new Set(this.heard.filter(({ owner }) => fits(owner.kind)).map(({ text }) => text));
      const weighing = holding((kind) => WEIGHING.includes(kind));
      this.aged = holding((kind) => kind === "age");
      this.eases = new Set(); // who laughs in a message that says nothing else
      // Messages that say anything to the rules, numbered in order; answers and laughs do not.
      const told = holding((kind) => !BESIDE.includes(kind));
      this.ranks = new Map([...told].map((line, rank) => [line, rank]));
      const { youngest, oldest } = this.limits;
      for (const { text, owner: { kind, id }, number } of this.heard) {
        const { speaker } = this.lines[text];
        if (kind === "context") setOf(this.cues, text).add(id);
        if (kind === "when") setOf(this.whens, text).add(id);
        if (speaker === null) continue;
        if (kind === "answer") this.answers.push({ message: text, speaker });
        if (kind === "ease" && !weighing.has(text)) this.eases.add(speaker);
        if (kind !== "age" || number === null) continue;
        const before = this.ages.get(speaker)?.age ?? 0;
        if (youngest <= number && number <= oldest && number > before) {
          this.ages.set(speaker, { age: number, message: text });
        }
      }
    }

    #inMessages() {
      const of = (kind) => this.heard.filter(({ owner }) => owner.kind === kind);
      const place = ({ text, owner }) => `${text} ${owner.id}`;
      const silent = new Set(of("unless").map(place));
      const loud = of("rule").filter((one) => !silent.has(place(one)));
      const holding = new Set(loud.map(({ text }) => text));
      this.excuse = IB.excuses(this.pack, this.cues, this.ranks, holding);
      return loud.map(({ text, start, end, owner: { rule } }) => {
        const sign = this.pack.signs[rule.signal];
        const { speaker } = this.lines[text];
        const side = rule.said_by === "young" ? null : speaker;
        const excuse = this.excuse(text, mistaken(sign, rule));
        return { ...overall(sign, text, side, excuse), start, end, speaker, rule };
      });
    }

    /** A speaker who is much older than another who is under age, where both told it. */
    #ageGaps() {
      const { adult, much_older: muchOlder } = this.limits;
      const sign = this.pack.signs[this.pack.age_signal];
      if (!sign) return [];
      const young = [...this.ages.values()].map(({ age }) => age).filter((age) => age < adult);
      return [...this.ages]
        .filter(([, { age }]) => age >= adult && young.some((other) => age - other >= muchOlder))
        .map(([speaker, { message }]) =>
          overall(sign, message, speaker, this.excuse(message, mistaken(sign))),
        );
    }

    /** How the talk around each message with one of these findings sounds. */
    #tones(weights, holding, findings) {
      const asked = messagesOf(findings);
      const texts = this.lines.map(({ text }) => text);
      return IB.tones(weights, texts, holding, asked, this.limits.tone_around);
    }

    /** The messages that count around which the talk cannot wait. */
    #pressing(holding, counted) {
      const urges = this.#tones(this.urges, holding, counted);
      return new Set([...urges.keys()].filter((line) => urges.get(line).worry >= this.limits.urgent));
    }

    /** Marks which findings count: those of a side that shows more than one thing, or one that is enough. */
    #borneOut(findings) {
      const { inexcusable } = this.limits;
      const heard = findings.map((one) =>
        one.excuse && this.sounds.get(one.message).worry >= inexcusable ? { ...one, excuse: null } : one,
      );
      const open = heard.filter((one) => one.excuse === null && !this.#answers(one));
      const equal = this.#equal(open);
      let counted = this.#counted(open.filter((one) => !equal.includes(one.sign.process)));
      if (counted.size && equal.length) counted = this.#counted(open);
      return heard.map((one) => ({ ...one, counts: counted.has(one) }));
    }

    /** Which of these count. */
    #counted(weighed) {
      const sides = sidesOf(weighed);
      // Who writes that they cannot go on says enough, whoever else is there.
      const counted = new Set(weighed.filter((one) => alone(one) && one.side === null));
      for (const side of sides.size ? sides : [null]) {
        const all = weighed.filter((one) => IB.about(one, side));
        const own = all.some(alone) ? all : all.filter((one) => !this.#everyday(one));
        if (this.#enough(own, this.#answered(own, side))) own.forEach((one) => counted.add(one));
      }
      return counted;
    }

    /** Whether words of who presses stand in a message of who answers, and are not enough by themselves. */
    #answers(one) {
      if (one.rule === null || one.side === null || alone(one)) return false;
      return IB.lean(this.leans, this.lines[one.message].text) < 0;
    }

    #everyday({ message }) {
      const { worry, plain } = this.sounds.get(message);
      return worry < this.limits.everyday * Math.min(plain, this.limits.everyday_most);
    }

    /** How others answer what this side says: they refuse or ask why, it goes on after that, or they laugh. */
    #answered(own, side) {
      const said = own.filter((one) => one.side !== null && one.side === side).map((one) => one.message);
      const [first, last] = [Math.min(...said), Math.max(...said)]; // nothing lies between where there is none
      const refusals = this.answers.filter(({ speaker }) => speaker !== side);
      return {
        resisted: refusals.some(({ message }) => message > first),
        pressedOn: refusals.some(({ message }) => message > first && message < last),
        eased: side !== null && [...this.eases].some((one) => one !== side),
      };
    }

    /**
     * One that is enough; two processes of which one is not common in ordinary talk; or three. A refusal
     * counts as one more, a laugh as one less. Two that are common are enough where nobody laughs, and a refusal
     * did not end it or there are many signals. What is common must stand in two messages. Where the talk
     * around one of them sounds worrying, that is enough too.
     */
    #enough(own, { resisted, pressedOn, eased }) {
      const { enough, enough_common: enoughCommon, many, worrying } = this.limits;
      const processes = (findings) => new Set(findings.map((one) => one.sign.process)).size;
      if (own.some(alone)) return true;
      if (own.some((one) => this.sounds.get(one.message).worry >= worrying)) return true;
      const firm = processes(own.filter((one) => !faint(one)));
      const shown = processes(own) + Number(resisted) - Number(eased);
      const spread =
        (resisted && !eased) || firm >= enough || messagesOf(own).size > 1;
      const signals = new Set(own.filter((one) => one.side !== null).map((one) => one.sign.signal));
      const lasting = pressedOn || signals.size >= many;
      return spread && shown >= (firm || (lasting && !eased) ? enough : enoughCommon);
    }

    /** What two sides do to each other alike while nobody presses: that is no observation. */
    #equal(findings) {
      const { mutual, pressure } = this.pack;
      if (findings.some((one) => pressure.includes(one.sign.process) && !IB.perhaps(one))) return [];
      const by = (process) => sidesOf(findings.filter((one) => one.sign.process === process));
      return mutual.filter((process) => by(process).size > 1);
    }

    /** What only shows over time: by one side first this, then that, both borne out. */
    #sequences(findings) {
      const found = [];
      for (const { signal, first, then } of this.pack.sequences) {
        for (const side of sidesOf(findings)) {
          const where = (processes, sure) =>
            findings
              .filter((one) => one.side === side && one.counts && processes.includes(one.sign.process))
              .filter((one) => !sure || !IB.perhaps(one))
              .map((one) => one.message)
              .sort((one, other) => one - other);
          const [start] = where(first, false);
          const later = where(then, true).find((message) => message > start);
          if (later) found.push(overall(this.pack.signs[signal], later, side, null, true));
        }
      }
      return found;
    }

    /** One observation a signal, with what makes it urgent: a time told near it, or pressing talk. */
    #observations(findings) {
      const urgent = new Map();
      for (const { sign, message } of findings.filter((one) => one.counts)) {
        const found = setOf(urgent, sign.signal);
        if (this.pressing.has(message)) found.add("pressing");
        for (const when of this.#near(message)) {
          if (when.signals.includes(sign.signal)) found.add(when.circumstance);
        }
      }
      return [...urgent].map(([signal, found]) => ({ signal, circumstances: [...found].sort() }));
    }

    /** The times told by the same speaker in or near a message. */
    #near(message) {
      const { when_before: before, when_after: after } = this.limits;
      const told = new Set();
      for (const [line, found] of this.whens) {
        const away = this.ranks.get(line) - this.ranks.get(message);
        if (away < -before || away > after) continue;
        if (this.lines[line].speaker === this.lines[message].speaker) found.forEach((one) => told.add(one));
      }
      return this.pack.whens.filter((when) => told.has(when.id));
    }
  }

  IB.Conversation = Conversation;
})();
