"""How codes and numbers read in a release, in both languages. The words stand in `knowledge`."""

from __future__ import annotations

from collections.abc import Sequence

from inbeeld.knowledge import Lang
from inbeeld.knowledge.numbers import written
from inbeeld.knowledge.wording import shipped_words
from inbeeld.monitor.breakdowns import AGES_TWO, GROUPS, SEXUAL_SECTORS, VALUES, Column, TableName

CSV_COLUMNS = ("table", "row", "group_nl", "group_en", "year", "count", "status", "rate")
TOGETHER_NAME = "together"

_SETS: dict[str, Sequence[str]] = {column.value: VALUES[column] for column in Column}
_SETS |= {
    "total": ("all",),
    "group": GROUPS,
    "sector": (*SEXUAL_SECTORS, "other"),
    "age": (*VALUES[Column.AGE], *AGES_TWO[1:2]),
}
VALUE_WORDS = [f"{name}.{value}" for name, values in _SETS.items() for value in values]
PARTS = {TableName.TOTAL: (), TableName.FORM_SEX_AGE: ("form", "sex", "age")}


class Words:
    """The words of a release in one language."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self._words = shipped_words()

    def say(self, name: str, **given: object) -> str:
        """A word by its whole dotted name, filled in."""
        return self._words[name][self.lang].format(**given)

    def table(self, name: TableName) -> str:
        return self.say(f"release_table.{name.value}")

    def row(self, table: TableName, row: Sequence[str]) -> str:
        """The name of a row: its parts, with the first letter large."""
        names = PARTS.get(table, (table.value,))
        if not row:
            return self.say("release_value.total.all")
        found = [self.value(f"{name}.{code}") for name, code in zip(names, row, strict=True)]
        text = ", ".join(found)
        return text[:1].upper() + text[1:]

    def value(self, name: str) -> str:
        return self.say(f"release_value.{name}")

    def year(self, year: int) -> str:
        return str(year) if year else self.say("release.together")

    def number(self, number: float) -> str:
        """A whole number with points or commas for thousands."""
        return written(number, self.lang)

    def decimal(self, number: float) -> str:
        return written(number, self.lang, decimals=1)
