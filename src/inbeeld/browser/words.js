// What words weigh, as `screen/tone.py` and `screen/whose.py`: no finding comes of it.
(() => {
  "use strict";
  const IB = (globalThis.IB ??= {});

  /** The weight of each word or pair, in a tone, a lean and an urge: `weight_text.py` says how they come. */
  IB.weights = ({ words, weights, signs }) => {
    const kinds = [new Map(), new Map(), new Map()];
    let [word, kind] = ["", 0];
    for (const sign of words) {
      const place = signs.indexOf(sign);
      if (/[A-Z]/.test(sign)) [word, kind] = [word.slice(0, sign.charCodeAt(0) - 65), 0];
      else if (place >= 0) kinds[kind].set(word, weights[place]);
      else if (sign === "/") kind = 1;
      else if (sign === "%") kind = 2;
      else word += sign;
    }
    return kinds;
  };

  /** The words of a message that weigh, each once, and with `pairs` two that stand side by side. */
  const weighedIn = (weights, text, pairs) => {
    const words = IB.skeleton(text).split(" ");
    const two = pairs ? words.slice(1).map((word, place) => `${words[place]} ${word}`) : [];
    return [...new Set([...words, ...two])].filter((one) => weights.has(one));
  };

  /** What a message with a finding adds: its worrying words, the lightest left out for everyday ones. */
  const offered = (weights, found) => {
    const everyday = -found.reduce((sum, one) => sum + Math.min(weights.get(one), 0), 0);
    const worries = found.filter((one) => weights.get(one) > 0);
    worries.sort((one, other) => weights.get(one) - weights.get(other) || (one < other ? -1 : 1));
    let before = 0;
    return worries.filter((one) => (before += weights.get(one)) - weights.get(one) >= everyday);
  };

  const number = (found, fits) => {
    const place = found.findIndex(fits);
    return place < 0 ? found.length : place;
  };

  /** How the talk around each message of `asked` sounds; `holding` are those in which rules find something. */
  IB.tones = (weights, texts, holding, asked, around) => {
    const weighed = texts.map((text, line) => {
      const found = weighedIn(weights, text, true);
      return holding.has(line) ? offered(weights, found) : found;
    });
    const plain = [...weighed.keys()].filter((line) => weighed[line].length && !holding.has(line));
    const [worries, everyday, sounds] = [new Map(), new Map(), new Map()];
    let [first, after, total] = [0, 0, 0];
    const change = (line, by) => {
      for (const one of weighed[line]) {
        const held = weights.get(one) > 0 ? worries : everyday;
        const now = (held.get(one) ?? 0) + by;
        held.set(one, now);
        if (now === (by > 0 ? 1 : 0)) total += by * weights.get(one);
      }
    };
    for (const line of [...asked].sort((one, other) => one - other)) {
      const before = number(plain, (one) => one >= line);
      const beyond = number(plain, (one) => one > line);
      const start = before > around ? plain[before - around - 1] + 1 : 0;
      const end = plain[beyond + around] ?? texts.length;
      for (; after < end; after++) change(after, 1);
      for (; first < start; first++) change(first, -1);
      const beside = Math.min(before, around) + Math.min(plain.length - beyond, around);
      sounds.set(line, { worry: total, plain: beside });
    }
    return sounds;
  };

  /** How one message speaks: above 0 as who presses, below as who answers. */
  IB.lean = (weights, text) =>
    weighedIn(weights, text, false).reduce((sum, word) => sum + weights.get(word), 0);

  /** How each speaker around the messages that count speaks: above 0 as who presses. */
  const leaning = (weights, lines, counted, around) => {
    const words = lines.map(({ text }) => weighedIn(weights, text, false));
    const weighed = [...words.keys()].filter((line) => words[line].length);
    const near = new Set(counted);
    for (const line of counted) {
      const first = number(weighed, (one) => one >= line);
      const after = number(weighed, (one) => one > line);
      weighed.slice(Math.max(0, first - around), after + around).forEach((one) => near.add(one));
    }
    const said = new Map();
    for (const line of [...near].sort((one, other) => one - other)) {
      const { speaker } = lines[line];
      if (speaker === null) continue;
      if (!said.has(speaker)) said.set(speaker, new Set());
      words[line].forEach((word) => said.get(speaker).add(word));
    }
    const sum = (told) => [...told].reduce((all, word) => all + weights.get(word), 0);
    return new Map([...said].map(([speaker, told]) => [speaker, sum(told)]));
  };

  /** Whether a finding is about this side: its own words, or what another answers it. */
  IB.about = (one, side) =>
    one.side === null
      ? side === null || one.speaker === null || one.speaker !== side
      : one.side === side;

  /**
   * The speaker from whom the messages that count mostly come. Who writes that they cannot go on is never
   * named, and another beside them only who speaks quite unlike and whose own words showed enough before.
   */
  IB.instigator = (weights, lines, findings, { lean_around: around, apart, sure, unlike, shown, processes: least }) => {
    const counts = findings.filter((one) => one.counts);
    if (!counts.length) return null;
    const leans = leaning(weights, lines, new Set(counts.map((one) => one.message)), around);
    const lean = (one) => leans.get(one) ?? 0;
    const speakers = [...new Set(lines.map(({ speaker }) => speaker))].filter((one) => one !== null);
    const distress = counts.filter((one) => one.sign.process === "distress");
    const helpless = new Set(distress.map((one) => one.speaker));
    const sides = new Set(counts.map((one) => one.side));
    const weigh = (name) => {
      const processes = counts.filter((one) => IB.about(one, name)).map((one) => one.sign.process);
      return { name, weight: lean(name) + shown * new Set(processes).size };
    };
    const asked = speakers.filter((one) => !helpless.has(one) && (speakers.length <= 2 || sides.has(one)));
    if (!asked.length) return null;
    const { name } = asked.map(weigh).reduce((most, one) => (one.weight > most.weight ? one : most));
    const others = asked.filter((one) => one !== name);
    const highest = (weights) => (weights.length ? Math.max(...weights) : 0);
    if (lean(name) - highest(others.map(lean)) < unlike) return null;
    if (weigh(name).weight - highest(others.map((one) => weigh(one).weight)) < sure) return null;
    if (!helpless.size) return name;
    const known = [...helpless].filter((one) => one !== null);
    const most = known.length ? Math.max(...known.map(lean)) : 0;
    const own = counts.filter((one) => one.side === name);
    const pressed = new Set(own.map((one) => one.sign.process)).size >= least;
    const before = own.some((one) => one.message < Math.min(...distress.map(({ message }) => message)));
    return lean(name) - most >= apart && pressed && before ? name : null;
  };
})();
