// Finds which patterns stand in which messages, as `screen/reference.py` says. A pattern is only tried
// in a message that holds a word which it cannot do without; most are never compiled.
(() => {
  "use strict";
  const IB = (globalThis.IB ??= {});

  /** Words that patterns need, by how they stand in a message: whole, at its begin, end or inside. */
  class Words {
    #whole = new Map();
    #begins = new Map();
    #ends = new Map();
    #inside = new Map();

    add({ text, head, tail }, pattern) {
      const words = head ? (tail ? this.#inside : this.#ends) : tail ? this.#begins : this.#whole;
      if (!words.has(text)) words.set(text, []);
      words.get(text).push(pattern);
    }

    /** The patterns that this word of a message may belong to. */
    behind(word) {
      const found = [...(this.#whole.get(word) ?? [])];
      for (let length = 1; length <= word.length; length += 1) {
        found.push(...(this.#begins.get(word.slice(0, length)) ?? []));
        found.push(...(this.#ends.get(word.slice(-length)) ?? []));
      }
      for (const [text, patterns] of this.#inside) if (word.includes(text)) found.push(...patterns);
      return found;
    }
  }

  const earlier = (one, other) =>
    one.start < other.start || (one.start === other.start && one.end > other.end);

  class Matcher {
    #patterns = [];
    #words = new Words();
    #behind = new Map();

    /** `owners`: what patterns belong to, each with `kind`, `id` and its `words`. */
    constructor(owners, lists, common) {
      this.owners = owners;
      const reader = new IB.Patterns(lists, common);
      owners.forEach(({ words }, owner) => {
        for (const written of words) {
          const { source, needs } = reader.read(written);
          for (const word of needs) this.#words.add(word, this.#patterns.length);
          this.#patterns.push({ owner, source, regex: null });
        }
      });
    }

    /** All hits in these messages, by message and then by owner: the first place for each owner. */
    hits(texts) {
      return texts.flatMap((text, number) => this.#inMessage(text, number));
    }

    #inMessage(text, number) {
      const first = IB.skeleton(text);
      const best = this.#inSkeleton({ text: first });
      if (IB.needsUndoing(first)) {
        for (const other of IB.undone(IB.traced(text))) {
          for (const [owner, place] of this.#inSkeleton(other)) {
            if (!best.has(owner)) best.set(owner, place);
          }
        }
      }
      let own = null;
      return [...best.keys()]
        .sort((one, other) => one - other)
        .map((owner) => {
          const place = best.get(owner);
          const hit = { text: number, owner, start: null, end: null, number: place.number };
          if (this.owners[owner].kind === "rule") {
            const where = place.skeleton.origin ? place.skeleton : (own ??= IB.traced(text));
            [hit.start, hit.end] = IB.span(where, place.start, place.end);
          }
          return hit;
        });
    }

    #inSkeleton(skeleton) {
      const tried = new Set();
      for (const word of skeleton.text.split(" ")) {
        for (const pattern of this.#patternsBehind(word)) tried.add(pattern);
      }
      const best = new Map();
      for (const pattern of [...tried].sort((one, other) => one - other)) {
        this.#keep(best, this.#patterns[pattern], skeleton);
      }
      return best;
    }

    #patternsBehind(word) {
      let found = this.#behind.get(word);
      if (!found) this.#behind.set(word, (found = this.#words.behind(word)));
      return found;
    }

    #keep(best, pattern, skeleton) {
      // The flag `u` counts code points, as Python does.
      pattern.regex ??= new RegExp(pattern.source, "u");
      const found = pattern.regex.exec(skeleton.text);
      if (!found) return;
      const number = found.findLast((group, place) => place && group !== undefined);
      const place = {
        start: found.index,
        end: found.index + found[0].length,
        number: number === undefined ? null : Number(number),
        skeleton,
      };
      const known = best.get(pattern.owner);
      if (!known || earlier(place, known)) best.set(pattern.owner, place);
    }
  }

  IB.Matcher = Matcher;
})();
