// From hits in messages to what a conversation bears out, as `screen/conversation.py`: who says it,
// after what, and beside what.
(() => {
  "use strict";
  const IB = (globalThis.IB ??= {});

  const orElse = (map, key, made) => {
    if (!map.has(key)) map.set(key, made());
    return map.get(key);
  };
  const sidesOf = (findings) => new Set(findings.map((one) => one.side).filter((one) => one !== null));
  // Say something of what stands beside them; what may make something count takes no weight away.
  const BESIDE = ["answer", "ease"];
  const WEIGHING = ["rule", "answer", "age", "when"];
  const compare = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

  /** A finding of `sign` that no single message shows: over time, or by two ages. */
  const overall = (sign, message, side, excuse, counts) => ({
    message, start: null, end: null, speaker: side, side, sign, rule: null, excuse, counts,
  });
  const alone = ({ rule, sign }) => rule?.alone ?? sign.alone ?? false;
  const faint = ({ rule, sign }) => rule?.faint ?? sign.faint ?? false;
  const common = (one) => faint(one) && !alone(one);

  /** What one conversation shows, by the rules of a pack. */
  class Conversation {
    constructor(pack, owners, lines, hits, weights) {
      this.pack = pack;
      this.limits = pack.limits;
      this.lines = lines;
      this.weights = weights;
      this.heard = hits.map((hit) => ({ ...hit, owner: owners[hit.owner] }));
      this.#mark();
    }

    /** The findings, in order, and the observations that they bear out. */
    understand() {
      let findings = this.#inMessages();
      findings.push(...this.#ageGaps(findings));
      if (findings.length) {
        this.sounds = this.#tone();
        findings = this.#borneOut(findings);
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
      // Messages that say something of what stands beside them.
      this.telling = holding((kind) => [...WEIGHING, ...BESIDE].includes(kind));
      this.eases = new Set(); // who laughs in a message that says nothing else
      // Messages that say anything to the rules, numbered in order; answers and laughs do not.
      const told = holding((kind) => !BESIDE.includes(kind));
      this.ranks = new Map([...told].map((line, rank) => [line, rank]));
      const { youngest, oldest } = this.limits;
      for (const { text, owner, number } of this.heard) {
        const { speaker } = this.lines[text];
        if (owner.kind === "context") orElse(this.cues, text, () => new Set()).add(owner.id);
        if (owner.kind === "when") orElse(this.whens, text, () => new Set()).add(owner.id);
        if (owner.kind === "answer" && speaker !== null) this.answers.push({ message: text, speaker });
        if (owner.kind === "ease" && speaker !== null && !weighing.has(text)) this.eases.add(speaker);
        if (owner.kind !== "age" || speaker === null || number === null) continue;
        const before = this.ages.get(speaker)?.age ?? 0;
        if (youngest <= number && number <= oldest && number > before) {
          this.ages.set(speaker, { age: number, message: text });
        }
      }
    }

    #inMessages() {
      const of = (kind) => this.heard.filter(({ owner }) => owner.kind === kind);
      const silent = new Set(of("unless").map(({ text, owner }) => `${text} ${owner.id}`));
      const loud = of("rule").filter(({ text, owner }) => !silent.has(`${text} ${owner.id}`));
      const holding = new Set(loud.map(({ text }) => text));
      const excuses = new IB.Excuses(this.pack, this.cues, this.ranks, holding);
      return loud.map(({ text, start, end, owner: { rule } }) => {
        const sign = this.pack.signs[rule.signal];
        const { speaker } = this.lines[text];
        const mistakenFor = [...(sign.mistaken_for ?? []), ...(rule.mistaken_for ?? [])];
        return {
          message: text,
          start,
          end,
          speaker,
          side: rule.said_by === "young" ? null : speaker,
          sign,
          rule,
          excuse: excuses.of(text, mistakenFor),
          counts: false,
        };
      });
    }

    /** A speaker who is much older than another who is under age, where both told it. */
    #ageGaps(findings) {
      const { adult, much_older: muchOlder } = this.limits;
      const sign = this.pack.signs[this.pack.age_signal];
      const young = [...this.ages.values()].map(({ age }) => age).filter((age) => age < adult);
      if (!sign || !young.length) return [];
      const holding = new Set(findings.map((one) => one.message));
      const excuses = new IB.Excuses(this.pack, this.cues, this.ranks, holding);
      return [...this.ages]
        .filter(([, { age }]) => age >= adult && young.some((other) => age - other >= muchOlder))
        .map(([speaker, { message }]) => {
          const excuse = excuses.of(message, sign.mistaken_for ?? []);
          return overall(sign, message, speaker, excuse, false);
        });
    }

    /** How a conversation sounds, as `screen/tone.py`: how worrying, and with how much everyday talk. */
    #tone() {
      const weighed = this.lines.map(({ text }) =>
        [...new Set(IB.skeleton(text).split(" "))].flatMap((word) => this.weights.get(word) ?? []),
      );
      const add = (numbers) => numbers.reduce((sum, one) => sum + one, 0);
      const sums = weighed.map(add).sort((one, other) => other - one);
      const heaviest = sums.slice(0, this.limits.heaviest);
      return {
        worry: add(heaviest.filter((one) => one > 0)),
        everyday: weighed.filter((found, line) => found.length && !this.telling.has(line)).length,
      };
    }

    /** Marks which findings count: those of a side that shows more than one thing, or one that is enough. */
    #borneOut(findings) {
      const open = findings.filter((one) => one.excuse === null);
      const equal = this.#equal(open);
      let counted = this.#counted(open.filter((one) => !equal.includes(one.sign.process)));
      if (counted.size && equal.length) counted = this.#counted(open);
      return findings.map((one) => ({ ...one, counts: counted.has(one) }));
    }

    /** Which of these count. */
    #counted(weighed) {
      const sides = sidesOf(weighed);
      // Who writes that they cannot go on says enough, whoever else is there.
      const counted = new Set(weighed.filter((one) => alone(one) && one.side === null));
      for (const side of sides.size ? sides : [null]) {
        const own = weighed.filter((one) => about(one, side));
        if (this.#enough(own, this.#answered(own, side))) own.forEach((one) => counted.add(one));
      }
      return counted;
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
     * did not end it or there are many signals. What is common must stand in two messages. Where it
     * sounds worrying all over, anything is enough; where it sounds everyday, only what is enough by itself.
     */
    #enough(own, { resisted, pressedOn, eased }) {
      const { enough, enough_common: enoughCommon, many, worrying, everyday_most: most } = this.limits;
      const processes = (findings) => new Set(findings.map((one) => one.sign.process)).size;
      if (own.some(alone)) return true;
      if (this.sounds.worry >= worrying) return own.length > 0;
      if (this.sounds.worry < this.limits.everyday * Math.min(this.sounds.everyday, most)) return false;
      const firm = processes(own.filter((one) => !faint(one)));
      const shown = processes(own) + Number(resisted) - Number(eased);
      const spread =
        (resisted && !eased) || firm >= enough || new Set(own.map((one) => one.message)).size > 1;
      const signals = new Set(own.filter((one) => one.side !== null).map((one) => one.sign.signal));
      const lasting = pressedOn || signals.size >= many;
      return spread && shown >= (firm || (lasting && !eased) ? enough : enoughCommon);
    }

    /** What two sides do to each other alike while nobody presses: that is no observation. */
    #equal(findings) {
      const { mutual, pressure } = this.pack;
      if (findings.some((one) => pressure.includes(one.sign.process) && !common(one))) return [];
      const by = (process) => sidesOf(findings.filter((one) => one.sign.process === process));
      return mutual.filter((process) => by(process).size > 1);
    }

    /** What only shows over time: by one side first this, then that, both borne out. */
    #sequences(findings) {
      const found = [];
      for (const { signal, first, then } of this.pack.sequences) {
        for (const side of sidesOf(findings)) {
          const counted = findings
            .filter((one) => one.side === side && one.counts)
            .sort((one, other) => one.message - other.message);
          const start = counted.find((one) => first.includes(one.sign.process));
          const later = counted.find(
            (one) => start && then.includes(one.sign.process) && one.message > start.message,
          );
          if (later) found.push(overall(this.pack.signs[signal], later.message, side, null, true));
        }
      }
      return found;
    }

    /** One observation a signal, with what makes it urgent: words of the same speaker near it. */
    #observations(findings) {
      const urgent = new Map();
      for (const { sign, message } of findings.filter((one) => one.counts)) {
        const found = orElse(urgent, sign.signal, () => new Set());
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

  /** Whether a finding is about this side: its own words, or what another answers it. */
  const about = (one, side) =>
    one.side === null
      ? side === null || one.speaker === null || one.speaker !== side
      : one.side === side;

  /**
   * From whom the messages that count mostly come; the first of them where several are equal. Who writes
   * that they cannot go on may well write it to a friend: neither is named for what is common.
   */
  const instigator = (lines, findings) => {
    const all = findings.filter((one) => one.counts);
    const helpless = new Set(
      all.filter((one) => one.sign.process === "distress").map((one) => one.speaker),
    );
    const counted = all.filter(
      (one) => !helpless.has(one.speaker) && (!helpless.size || (one.side !== null && !common(one))),
    );
    const sides = sidesOf(counted);
    if (!sides.size) {
      const told = new Set(counted.map((one) => one.speaker));
      const speakers = new Set(lines.map((line) => line.speaker));
      const others = new Set([...speakers].filter((one) => one !== null && !told.has(one)));
      return counted.length && !told.has(null) && others.size === 1 ? [...others][0] : null;
    }
    const processes = (found) => new Set(found.map((one) => one.sign.process)).size;
    const weigh = (side) => {
      const own = counted.filter((one) => about(one, side));
      const firm = own.filter((one) => one.side !== null && !common(one));
      return { side, weight: [processes(firm), processes(own), own.length] };
    };
    const heavier = ({ weight }, most) => {
      const place = weight.findIndex((one, number) => one !== most.weight[number]);
      return place >= 0 && weight[place] > most.weight[place];
    };
    return [...sides].map(weigh).reduce((most, one) => (heavier(one, most) ? one : most)).side;
  };

  IB.Conversation = Conversation;
  IB.instigator = instigator;
})();
