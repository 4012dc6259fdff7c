"""Other readings of a finding: a joke, a warning, a surprise, family that arranges something."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set

from inbeeld.knowledge.chat_model import ChatContext, ChatRules, Scope

NEAR = 2


class Excuses:
    """Which contexts stand where.

    A message that holds a finding excuses only itself. So a message that adds an observation can
    never take the weight from another. How near is counted over messages that say anything to the
    rules (`ranks`), so that unrelated messages in between change nothing.
    """

    def __init__(
        self,
        rules: ChatRules,
        cues: Mapping[int, Set[str]],
        ranks: Mapping[int, int],
        holding: Collection[int],
    ) -> None:
        self._rules = rules
        self._cues = cues
        self._ranks = ranks
        free = {line: found for line, found in cues.items() if line not in holding}
        self._free = {ranks[line]: found for line, found in free.items()}
        self._anywhere = frozenset[str]().union(*free.values())

    def of(self, message: int, mistaken_for: Collection[str]) -> ChatContext | None:
        """The first context that explains a finding in this message, None where nothing does."""
        for name in mistaken_for:
            context = self._rules.contexts[name]
            if name in self._cues.get(message, ()) or self._around(message, context):
                return context
        return None

    def _around(self, message: int, context: ChatContext) -> bool:
        if context.scope is Scope.CHAT:
            return context.id in self._anywhere
        if context.scope is Scope.NEAR:
            rank = self._ranks[message]
            near = range(rank - NEAR, rank + NEAR + 1)
            return any(context.id in self._free.get(place, ()) for place in near)
        return False
