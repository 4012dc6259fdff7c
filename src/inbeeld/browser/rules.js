// Reads the rules of a pack, which come as one text: `rule_text.py` says how it is written.
(() => {
  "use strict";
  const IB = (globalThis.IB ??= {});

  const HEAD = /^=([+-]\d+)?(y?)([ab]?)([fg]?) ?(.*)$/;
  const YES = { a: true, b: false, f: true, g: false };
  const PARTS = { "+": "also", "-": "unless" };

  /** The rules, in the order of Python: the place in it is the name of each. */
  IB.rules = (text) => {
    const found = [];
    let [signal, place, rule, part] = ["", -1, null, ""];
    for (const line of text.split("^")) {
      if (line[0] === ">") signal = line.slice(1);
      else if (line[0] === "=") {
        const [, step = 1, young, alone, faint, other] = HEAD.exec(line);
        place += Number(step);
        part = "words";
        // A rule that says nothing of its own here is as its sign says.
        rule = { id: place, signal, words: [], alone: YES[alone], faint: YES[faint] };
        if (young) rule.said_by = "young";
        if (other) rule.mistaken_for = other.split(",");
        found[place] = rule;
      } else if (line in PARTS) {
        part = PARTS[line];
        rule[part] = [];
      } else rule[part].push(line);
    }
    return found;
  };
})();
