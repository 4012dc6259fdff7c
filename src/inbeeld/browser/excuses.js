// Other readings of a finding, as `screen/excuses.py`: a joke, a warning, a surprise, family.
(() => {
  "use strict";
  const IB = (globalThis.IB ??= {});

  /**
   * Which contexts stand where. A message that holds a finding excuses only itself. How near is counted
   * over messages that say anything to the rules (`ranks`).
   */
  class Excuses {
    /** `cues`: the contexts of each message; `holding`: the messages that hold a finding. */
    constructor(pack, cues, ranks, holding) {
      this.near = pack.limits.near;
      this.contexts = new Map(pack.contexts.map((one) => [one.id, one]));
      this.cues = cues;
      this.ranks = ranks;
      const free = [...cues].filter(([line]) => !holding.has(line));
      this.free = new Map(free.map(([line, found]) => [ranks.get(line), found]));
      this.anywhere = new Set([...this.free.values()].flatMap((found) => [...found]));
    }

    /** The first context that explains a finding in this message, null where nothing does. */
    of(message, mistakenFor) {
      const names = mistakenFor.filter(
        (name) => this.cues.get(message)?.has(name) || this.#around(message, name),
      );
      return names.length ? this.contexts.get(names[0]) : null;
    }

    #around(message, name) {
      const { scope } = this.contexts.get(name);
      if (scope === "chat") return this.anywhere.has(name);
      if (scope !== "near") return false;
      const rank = this.ranks.get(message);
      for (let place = rank - this.near; place <= rank + this.near; place += 1) {
        if (this.free.get(place)?.has(name)) return true;
      }
      return false;
    }
  }

  IB.Excuses = Excuses;
})();
