// Reads the outcome table and gives the reasons, as `check/outcome.py` and `check/advise.py` do. What a
// chat shows is seen, so nothing of the table about what is only told or thought is needed here.
(() => {
  "use strict";
  const IB = (globalThis.IB ??= {});

  const count = (rule, facts, lowest) => {
    const base = rule.at_least === 1 && rule.outcome === lowest;
    const counted = facts.filter(
      ({ level, harm }) => base || rule.levels.includes(level) || (rule.harm && harm),
    );
    const categories = new Set(counted.map((fact) => fact.category));
    return counted.length >= rule.at_least && categories.size >= rule.categories ? counted : [];
  };

  const together = (rule, facts) => {
    const one = facts.filter(({ id }) => rule.signals.includes(id));
    const other = facts.filter(({ id }) => rule.together_with.includes(id));
    return one.length && other.length ? [...one, ...other] : [];
  };

  const circumstance = (rule, facts) =>
    facts.filter(
      ({ id, circumstances }) =>
        rule.signals.includes(id) && circumstances.some((one) => rule.circumstances.includes(one)),
    );

  const READERS = { count, together, circumstance };

  /** The outcome of observations, one a signal, and for each the strongest rule that it helps to meet. */
  const weigh = (pack, observations, observer) => {
    const step = ({ outcome }) => pack.outcomes.indexOf(outcome);
    const urgent = new Map(observations.map((one) => [one.signal, one.circumstances]));
    const facts = Object.entries(pack.signals)
      .filter(([id]) => urgent.has(id))
      .map(([id, signal]) => ({ id, ...signal, circumstances: urgent.get(id) }));
    // Of rules that give the same action, the one that needs fewest other facts says it best.
    const met = pack.table
      .map((rule) => ({ rule, facts: READERS[rule.kind](rule, facts, pack.outcomes[0]) }))
      .filter((one) => one.facts.length)
      .sort((one, other) => step(other.rule) - step(one.rule) || one.rule.at_least - other.rule.at_least);
    const self = observer === "self";
    const reasons = facts.map((fact) => {
      const { rule } = met.find((one) => one.facts.includes(fact));
      return {
        signal: fact.id,
        text: (self && fact.text_self) || fact.text,
        rule: rule.id,
        because: (self && rule.because_self) || rule.because,
        outcome: rule.outcome,
      };
    });
    reasons.sort((one, other) => step(other) - step(one));
    return { outcome: met.length ? met[0].rule.outcome : pack.outcomes[0], reasons };
  };

  IB.weigh = weigh;
})();
