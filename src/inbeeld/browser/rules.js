// Reads the rules of a pack, which come as one text: `rule_text.py` says how it is written.
(() => {
  "use strict";
  const IB = (globalThis.IB ??= {});

  const HEAD = /^=(\S+)(?: ([+-]\d+))?(?: (\{.*))?$/;
  const PARTS = { "+": "also", "-": "unless" };

  /** The rules, in the order of Python. */
  IB.rules = (text) => {
    const found = [];
    let [signal, place, rule, part] = ["", -1, null, ""];
    for (const line of text.split("^")) {
      if (line[0] === ">") signal = line.slice(1);
      else if (line[0] === "=") {
        const [, id, step = 1, more = "{}"] = HEAD.exec(line);
        place += Number(step);
        part = "words";
        rule = { id, signal, words: [], ...JSON.parse(more) };
        found[place] = rule;
      } else if (line in PARTS) {
        part = PARTS[line];
        rule[part] = [];
      } else rule[part].push(line);
    }
    return found;
  };
})();
