"""The matcher without anything clever: every pattern is tried in every skeleton of every message.

The tests and `benchmarks/screening.py` hold the fast one against it.
"""

from __future__ import annotations

from collections.abc import Sequence

from inbeeld.screen.fold import skeleton, traced, undone
from inbeeld.screen.matcher import Hit, Place, keep, make_hit, placed
from inbeeld.screen.rulebook import Kind, Rulebook


def reference_hits(book: Rulebook, texts: Sequence[str]) -> list[Hit]:
    """What `Matcher.hits` must give."""
    found: list[Hit] = []
    for number, text in enumerate(texts):
        first = skeleton(text)
        best: dict[int, Place] = {}
        for pattern in book.patterns:
            match = pattern.compiled.search(first)
            if match is not None:
                keep(best, pattern.owner, placed(match, 0, None))
        known = set(best)
        for other in undone(traced(text)):
            more: dict[int, Place] = {}
            for pattern in book.patterns:
                match = pattern.compiled.search(other.text)
                if match is not None:
                    keep(more, pattern.owner, placed(match, 0, other))
            for owner, where in more.items():
                if owner not in known:
                    best.setdefault(owner, where)
        also = {book.owners[owner].id for owner in best if book.owners[owner].kind is Kind.ALSO}
        for owner in list(best):
            kind, name = book.owners[owner].kind, book.owners[owner].id
            needs = kind is Kind.RULE and book.rules.rules[name].also
            if kind is Kind.ALSO or (needs and name not in also):
                del best[owner]
        rules = {book.owners[owner].id for owner in best if book.owners[owner].kind is Kind.RULE}
        for owner in sorted(best):
            if book.owners[owner].kind is Kind.UNLESS and book.owners[owner].id not in rules:
                continue  # what keeps a rule silent says nothing where that rule found nothing
            spanned = book.owners[owner].kind is Kind.RULE
            found.append(make_hit(text, number, owner, best[owner], spanned))
    return found
