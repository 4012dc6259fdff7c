// The small language in which rules say what to look for, as `screen/syntax.py` reads it. Python has
// refused what cannot be read before it came into the pack, so nothing is checked again here.
//
// Python makes regular expressions of patterns; to compile thousands of them takes a browser seconds.
// A pattern is about words, so here it is followed word by word. The order in which ways are tried is
// that of a regular expression, so both find the same place.
(() => {
  "use strict";
  const IB = (globalThis.IB ??= {});

  const TOKEN = /[()[\]|]|[{][a-z-]+[}]|\.\.\d*|#|[^\s()[\]|{}]+/g;
  const LONGEST_TAIL = 12; // code points
  const MANY = 8; // words of a choice from which on a set is quicker than a row

  const together = (items) => items.reduce((sum, one) => sum + one.cost, 0);
  const short = (text) => text.length <= LONGEST_TAIL || [...text].length <= LONGEST_TAIL;

  // What a pattern is made of: words, choices, `{ perhaps }` a choice that need not be there, `{ most }`
  // a gap of at most so many words of one sentence, and `{}` a number of at most four digits. `fits`:
  // whether one word of a text is what stands here; an item without it says more than that about how a
  // text goes on. `cost`: how likely a text holds it by chance. What patterns name often is what people
  // say often, so that is counted (`named`) while they are read.

  /** One word, or with `head` or `tail` also one with more letters before or after it. */
  class Word {
    named = 0;

    constructor(text, head, tail) {
      Object.assign(this, { text, head, tail, part: head || tail });
    }

    /** A few letters at the start or the end of any word are met all the time. */
    get cost() {
      return this.named + (this.part ? 1000 / 4 ** this.text.length : 0);
    }

    fits(word) {
      const { text, head, tail } = this;
      if (!this.part) return word === text;
      if (!head) return word.startsWith(text) && short(word.slice(text.length));
      if (!tail) return word.endsWith(text) && short(word.slice(0, word.length - text.length));
      for (let at = word.indexOf(text); at >= 0; at = word.indexOf(text, at + 1)) {
        if (short(word.slice(0, at)) && short(word.slice(at + text.length))) return true;
      }
      return false;
    }
  }

  /** One of some words. */
  class OneOf {
    constructor(words) {
      const texts = words.map((word) => word.text);
      const many = new Set(texts);
      this.needs = words;
      this.fits = texts.length < MANY ? (word) => texts.includes(word) : (word) => many.has(word);
    }

    get cost() {
      return (this.known ??= together(this.needs));
    }
  }

  /** One of some sequences. */
  class Choice {
    constructor(ways) {
      this.ways = ways;
    }

    get needs() {
      return (this.rarest ??= this.ways.map(rarest));
    }

    get cost() {
      return (this.known ??= together(this.needs));
    }
  }

  /** The item of a sequence that a text is least likely to hold by chance. */
  const rarest = (items) => {
    let best = { cost: Infinity };
    for (const one of items) if (one.cost < best.cost) best = one;
    return best;
  };

  /**
   * Where a sequence ends that goes on with item `number` at word `at`, and then with `then`; -1 where it
   * does not stand there. The number that was met last comes into `told`.
   */
  const follow = (items, number, words, at, then, told) => {
    for (; number < items.length; number += 1) {
      const item = items[number];
      if (!item.fits) return branch(item, items, number + 1, words, at, then, told);
      if (at === words.length || !item.fits(words[at])) return -1;
      at += 1;
    }
    return then ? then(at) : at;
  };

  const branch = (item, items, number, words, at, then, told) => {
    const goOn = (next) => follow(items, number, words, next, then, told);
    const { ways, perhaps, most } = item;
    if (ways) return anyWay(ways, words, at, goOn, told);
    if (perhaps) {
      const end = anyWay(perhaps.ways ?? [[perhaps]], words, at, goOn, told);
      return end < 0 ? goOn(at) : end;
    }
    return most === undefined ? counted(words, at, goOn, told) : across(most, words, at, goOn);
  };

  const anyWay = (ways, words, at, goOn, told) => {
    for (const way of ways) {
      const end = follow(way, 0, words, at, goOn, told);
      if (end >= 0) return end;
    }
    return -1;
  };

  const across = (most, words, at, goOn) => {
    let last = at;
    while (last < words.length && last - at < most && !/[.?]/.test(words[last])) last += 1;
    for (; last >= at; last -= 1) {
      const end = goOn(last);
      if (end >= 0) return end;
    }
    return -1;
  };

  const counted = (words, at, goOn, told) => {
    if (at === words.length || !/^[0-9]{1,4}$/.test(words[at])) return -1;
    const before = told.number;
    told.number = Number(words[at]);
    const end = goOn(at + 1);
    if (end < 0) told.number = before;
    return end;
  };

  /** Whether each word that a pattern cannot do without stands somewhere. Quick, and most often not so. */
  const mayStand = (items, words) => {
    for (const item of items) {
      if (item.fits && !words.some((word) => item.fits(word))) return false;
    }
    return true;
  };

  /** The first place in a row of words where a pattern stands, null where it does not. */
  const search = (items, words) => {
    if (!mayStand(items, words)) return null;
    const told = { number: null };
    for (let first = 0; first < words.length; first += 1) {
      const last = follow(items, 0, words, first, null, told);
      if (last >= 0) return { first, last, number: told.number };
    }
    return null;
  };

  /** Reads patterns by these lists. */
  class Patterns {
    #lists;
    #words = new Map();
    #tokens = [];
    #at = 0;

    constructor(lists) {
      this.#lists = lists;
    }

    /** The items of a pattern. */
    read(written) {
      this.#tokens = written.match(TOKEN);
      this.#at = 0;
      return this.#sequence();
    }

    #sequence() {
      const items = [];
      for (; this.#at < this.#tokens.length; this.#at += 1) {
        const token = this.#tokens[this.#at];
        if (token === ")" || token === "]" || token === "|") break;
        if (token === "(") items.push(this.#choice());
        else if (token === "[") items.push({ perhaps: this.#choice() });
        else items.push(this.#single(token));
      }
      return items;
    }

    #choice() {
      const ways = [];
      do {
        this.#at += 1;
        ways.push(this.#sequence());
      } while (this.#tokens[this.#at] === "|");
      return oneOf(ways);
    }

    #single(token) {
      let found = this.#words.get(token);
      if (!found) this.#words.set(token, (found = this.#item(token)));
      found.named += 1;
      return found;
    }

    #item(token) {
      const text = token.replace(/^\*+|\*+$/g, "");
      if (token === "#") return {};
      if (token.startsWith("..")) return { most: Number(token.slice(2)) };
      if (token[0] === "{") return this.#list(token.slice(1, -1));
      return new Word(text, token.startsWith("*"), token.endsWith("*"));
    }

    #list(name) {
      const outside = [this.#tokens, this.#at];
      const found = oneOf(this.#lists[name].map((one) => this.read(one)));
      [this.#tokens, this.#at] = outside;
      return Object.assign(found, { shared: true });
    }
  }

  const oneOf = (ways) =>
    ways.every(([word, more]) => !more && word instanceof Word && !word.part)
      ? new OneOf(ways.flat())
      : new Choice(ways);

  Object.assign(IB, { Patterns, rarest, search });
})();
