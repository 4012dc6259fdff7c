// Finds which patterns stand in which messages, as `screen/reference.py` says. A pattern is only tried
// in a message that holds a word which it cannot do without.
(() => {
  "use strict";
  const IB = (globalThis.IB ??= {});

  /** Which patterns may stand where a word stands, by the item that each cannot do without. */
  class Index {
    #words = new Map();
    #inside = new Map();

    /** `behind`: a pattern, or what stands for several of them. */
    add(item, behind) {
      const { needs, shared, text, head, tail } = item;
      if (shared && !item.behind) {
        // The words of a list stand in the index once, however many patterns name it.
        item.behind = [];
        needs.forEach((one) => this.add(one, item.behind));
      }
      if (shared) item.behind.push(behind);
      else if (needs) needs.forEach((one) => this.add(one, behind));
      else if (head && tail) listed(this.#inside, text, behind);
      else listed(this.#words, `${head ? "*" : ""}${text}${tail ? "*" : ""}`, behind);
    }

    /** The patterns that may stand where this word stands. */
    behind(word) {
      const found = new Set();
      const take = (patterns = []) => {
        for (const one of patterns) typeof one === "number" ? found.add(one) : take(one);
      };
      take(this.#words.get(word));
      for (let length = 1; length <= word.length; length += 1) {
        take(this.#words.get(`${word.slice(0, length)}*`));
        take(this.#words.get(`*${word.slice(-length)}`));
      }
      for (const [text, patterns] of this.#inside) if (word.includes(text)) take(patterns);
      return found;
    }
  }

  /** Adds to a list of a map. */
  const listed = (map, key, one) => map.get(key)?.push(one) ?? map.set(key, [one]);

  const wordsOf = (skeleton) => skeleton.slice(1, -1).split(" ");

  const earlier = (one, other) =>
    one.first < other.first || (one.first === other.first && one.last > other.last);

  class Matcher {
    #reader;
    #patterns = [];
    #index = new Index();
    #behind = new Map();

    /** `owners`: what patterns belong to, each with `kind`, `id` and its `words`. */
    constructor(owners, lists) {
      this.owners = owners;
      this.#reader = new IB.Patterns(lists);
      owners.forEach(({ kind, words }, owner) => {
        for (const written of kind === "unless" ? [] : words) {
          this.#patterns.push({ owner, items: this.#reader.read(written) });
        }
      });
      // Only now is known how many patterns name each word.
      this.#patterns.forEach(({ items }, number) => this.#index.add(IB.rarest(items), number));
    }

    /** All hits in these messages, by message and then by owner: the first place for each owner. */
    hits(texts) {
      const found = texts.flatMap((text, number) => this.#inMessage(text, number));
      this.#behind.clear(); // a matcher stays, and no word of a chat with it
      return found;
    }

    #inMessage(text, number) {
      const first = { text: IB.skeleton(text) };
      const all = [first, ...(IB.needsUndoing(first.text) ? IB.undone(IB.traced(text)) : [])];
      // What stands in the first skeleton goes before what was written around.
      const best = new Map(all.reverse().flatMap((skeleton) => [...this.#inSkeleton(skeleton)]));
      this.#keepSilent(best, all);
      return [...best]
        .sort(([one], [other]) => one - other)
        .map(([owner, place]) => {
          const [start, end] = this.owners[owner].kind === "rule" ? spanned(place, text) : [null, null];
          return { text: number, owner, start, end, number: place.number };
        });
    }

    #inSkeleton(skeleton) {
      const words = wordsOf(skeleton.text);
      const best = new Map();
      for (const pattern of this.#worthTrying(words)) {
        const tried = this.#patterns[pattern];
        const found = IB.search(tried.items, words);
        if (!found) continue;
        const place = { ...found, words, skeleton };
        const known = best.get(tried.owner);
        if (!known || earlier(place, known)) best.set(tried.owner, place);
      }
      return best;
    }

    /** Drops a rule without what must stand beside it, and adds what keeps a rule silent. */
    #keepSilent(best, skeletons) {
      for (const owner of [...best.keys()]) {
        const [rule, next] = this.owners.slice(owner, owner + 2);
        if (rule.also && !this.#stands(rule, "also", skeletons)) best.delete(owner);
        else if (next?.kind === "unless" && this.#stands(next, "words", skeletons)) {
          best.set(owner + 1, { number: null });
        }
      }
    }

    /** Whether any of the patterns under a key of an owner stands in one of these skeletons. */
    #stands(owner, key, skeletons) {
      const patterns = (owner[`read ${key}`] ??= owner[key].map((one) => this.#reader.read(one)));
      return skeletons.some(({ text }) =>
        patterns.some((items) => IB.search(items, wordsOf(text)) !== null),
      );
    }

    #worthTrying(words) {
      const found = new Set();
      for (const word of words) {
        if (!this.#behind.has(word)) this.#behind.set(word, this.#index.behind(word));
        for (const pattern of this.#behind.get(word)) found.add(pattern);
      }
      return [...found].sort((one, other) => one - other);
    }
  }

  /** Where a place among words stands in its message, in code points. */
  const spanned = ({ first, last, words, skeleton }, text) => {
    const length = (row) => row.reduce((sum, word) => sum + word.length + 1, 0);
    const start = length(words.slice(0, first));
    const end = start + length(words.slice(first, last)) + 1;
    return IB.span(skeleton.origin ? skeleton : IB.traced(text), start, end);
  };

  IB.Matcher = Matcher;
})();
