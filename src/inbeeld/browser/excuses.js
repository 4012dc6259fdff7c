// Other readings of a finding, as `screen/excuses.py`: a joke, a warning, a surprise, family.
(() => {
  "use strict";
  const IB = (globalThis.IB ??= {});

  /**
   * Which contexts stand where. A message that holds a finding excuses only itself. How near is counted
   * over messages that say anything to the rules (`ranks`). `cues`: the contexts of each message;
   * `holding`: the messages that hold a finding. Gives a function: the first context that explains a
   * finding in this message, null where nothing does.
   */
  IB.excuses = ({ limits: { near }, contexts }, cues, ranks, holding) => {
    const byName = new Map(contexts.map((one) => [one.id, one]));
    const outside = [...cues].filter(([line]) => !holding.has(line));
    const free = new Map(outside.map(([line, found]) => [ranks.get(line), found]));
    const anywhere = new Set(outside.flatMap(([, found]) => [...found]));
    const around = (message, name) => {
      const { scope } = byName.get(name);
      if (scope === "chat") return anywhere.has(name);
      const first = ranks.get(message) - near;
      const places = Array.from({ length: 2 * near + 1 }, (_, place) => first + place);
      return scope === "near" && places.some((place) => free.get(place)?.has(name));
    };
    return (message, mistakenFor) => {
      const fits = (name) => cues.get(message)?.has(name) || around(message, name);
      return byName.get(mistakenFor.find(fits)) ?? null;
    };
  };
})();
