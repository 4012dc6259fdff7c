"""The advice as a plain message, to copy and send to an adult or a professional.

It names no one: who sends it adds that. It holds no form and no opinion about a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from inbeeld.check.advice import Advice
from inbeeld.knowledge.words import Known, Lang, Observer, Text


class Receiver(StrEnum):
    ADULT = "adult"
    PROFESSIONAL = "professional"


def message(advice: Advice, to: Receiver, *, lang: Lang, words: Mapping[str, Text]) -> str:
    """The message, one thought a line. `words` are those of the interface (`message.*`)."""
    who = "self" if advice.observer is Observer.SELF else "other"
    lines = [words[f"message.{to}.{who}.open"][lang], ""]
    for known in Known:
        mine = [reason.text[lang] for reason in advice.told if reason.known is known]
        if mine:
            lines.append(words[f"message.{who}.{known}"][lang])
            lines += [f"- {text}" for text in mine]
    lines += ["", words[f"message.{to}.{who}.ask"][lang]]
    if advice.first_calls:
        names = ", ".join(_call(advice, lang))
        lines.append(f"{words['message.calls'][lang]} {names}.")
    return "\n".join(lines)


def _call(advice: Advice, lang: Lang) -> list[str]:
    return [
        f"{now.route.name[lang]} ({now.route.channels[0].address})" for now in advice.first_calls
    ]
