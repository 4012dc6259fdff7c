// The small language in which rules say what to look for, as `screen/syntax.py` reads it. Python has
// refused what cannot be read before it came into the pack, so nothing is checked again here.
(() => {
  "use strict";
  const IB = (globalThis.IB ??= {});

  const TOKEN = /[()[\]|]|[{][a-z-]+[}]|\.\.\d*|#|[^\s()[\]|{}]+/g;
  const TAIL = "[^ ]{0,12}";
  const NUMBER = "([0-9]{1,4}) ";
  const RARE = 1;

  /**
   * Reads patterns by these lists. `common`: words that chats are full of, commonest first.
   *
   * Gives for a pattern its `source`, a regular expression over a skeleton, and `needs`: words of which
   * one stands in every text that it matches, the rarest choice of them.
   */
  class Patterns {
    #lists;
    #read = new Map();
    #cost;

    constructor(lists, common) {
      this.#lists = lists;
      this.#cost = new Map(common.map((word, place) => [word, RARE + 400 / (place + 4)]));
    }

    read(written) {
      const { source, needs } = this.#sequence({ tokens: written.match(TOKEN), at: 0 });
      return { source: ` ${source}`, needs };
    }

    #sequence(rest) {
      let source = "";
      let needs = null;
      let least = Infinity;
      while (rest.at < rest.tokens.length && !")]|".includes(rest.tokens[rest.at])) {
        const item = "([".includes(rest.tokens[rest.at])
          ? this.#choice(rest)
          : this.#single(rest.tokens[rest.at++]);
        source += item.source;
        if (item.needs && item.cost < least) [needs, least] = [item.needs, item.cost];
      }
      return { source, needs, cost: least };
    }

    #choice(rest) {
      const optional = rest.tokens[rest.at] === "[";
      const ways = [];
      do {
        rest.at += 1;
        ways.push(this.#sequence(rest));
      } while (rest.tokens[rest.at] === "|");
      rest.at += 1;
      return this.#any(ways, optional);
    }

    #any(ways, optional) {
      const source = `(?:${ways.map((way) => way.source).join("|")})${optional ? "?" : ""}`;
      if (optional || ways.some((way) => !way.needs)) return { source, needs: null };
      const cost = ways.reduce((sum, way) => sum + way.cost, 0);
      return { source, needs: ways.flatMap((way) => way.needs), cost };
    }

    #single(token) {
      if (token === "#") return { source: NUMBER, needs: null };
      if (token.startsWith("..")) return { source: `(?:[^ .?]+ ){0,${token.slice(2)}}`, needs: null };
      if (token.startsWith("{")) return this.#list(token.slice(1, -1));
      const text = token.replace(/^\*+|\*+$/g, "");
      const head = token.startsWith("*");
      const tail = token.endsWith("*");
      const plain = text.replace(/[.?]/g, "[$&]");
      return {
        source: `${head ? TAIL : ""}${plain}${tail ? TAIL : ""} `,
        needs: [{ text, head, tail }],
        cost: this.#cost.get(text) ?? RARE,
      };
    }

    #list(name) {
      if (!this.#read.has(name)) {
        const ways = this.#lists[name].map((one) =>
          this.#sequence({ tokens: one.match(TOKEN), at: 0 }),
        );
        this.#read.set(name, this.#any(ways, false));
      }
      return this.#read.get(name);
    }
  }

  IB.Patterns = Patterns;
})();
