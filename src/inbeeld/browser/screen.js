// What a chat shows: `IB.screen(pack).conversation(lines, { observer })`, as `screen/screening.py`.
(() => {
  "use strict";
  const IB = (globalThis.IB ??= {});

  /** What patterns belong to, in the order of `screen/rulebook.py`. */
  const ownersOf = (pack) => [
    ...IB.rules(pack.rules).flatMap((rule) => [
      { kind: "rule", id: rule.id, words: rule.words, also: rule.also, rule },
      ...(rule.unless ? [{ kind: "unless", id: rule.id, words: rule.unless }] : []),
    ]),
    ...["context", "age", "when", "answer", "ease"].flatMap((kind) =>
      pack[`${kind}s`].map(({ id, words }) => ({ kind, id, words })),
    ),
  ];

  const shown = ({ sign, rule, excuse, ...finding }, pack) => ({
    ...finding,
    signal: sign.signal,
    process: sign.process,
    level: pack.signals[sign.signal].level,
    excuse: excuse && { id: excuse.id, text: excuse.text },
    rule: rule?.id ?? null,
    reason: sign.because,
    perhaps: IB.perhaps({ sign, rule }),
  });

  class Screen {
    constructor(pack) {
      this.pack = pack;
      this.matcher = new IB.Matcher(ownersOf(pack), pack.lists);
      const [tones, leans, urges] = IB.weights(pack.weighed);
      this.weights = { tones, leans, urges };
    }

    /**
     * What one conversation shows. `lines`: what people sent, in order: { speaker, text, time }, the
     * speaker null where nobody knows. `observer`: who looks, as in the check; "self" is spoken to.
     */
    conversation(lines, { observer }) {
      const said = lines.map(({ speaker, text }) => ({ speaker: speaker ?? null, text }));
      const hits = this.matcher.hits(said.map(({ text }) => text));
      const conversation = new IB.Conversation(this.pack, this.matcher.owners, said, hits, this.weights);
      const { findings, observations } = conversation.understand();
      const counted = findings.filter((one) => one.counts).map((one) => one.message);
      return {
        findings: findings.map((one) => shown(one, this.pack)),
        observations,
        instigator: IB.instigator(this.weights.leans, said, findings, this.pack.limits),
        first_concern: counted.length ? Math.min(...counted) : null,
        ...IB.weigh(this.pack, observations, observer),
      };
    }
  }

  IB.screen = (pack) => new Screen(pack);
})();
