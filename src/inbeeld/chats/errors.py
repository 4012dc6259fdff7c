"""What can go wrong, in one small tree.

ChatError                  the file cannot be read: what is wrong, where, what was expected, what to try
└── SeveralConversations   it can, but it holds more than one conversation: `names` are to choose from

No message of an error ever holds the text of a chat.
"""

from __future__ import annotations

from collections.abc import Sequence

SHOWN = 20


class ChatError(Exception):
    """A file that cannot be read as a chat."""


class SeveralConversations(ChatError):
    """A file with more than one conversation, where none was chosen."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        super().__init__(
            f"This file holds {len(names)} conversations. Choose one: {listed(names)}."
        )


def listed(names: Sequence[str]) -> str:
    """The names in one sentence; of many, only the first."""
    shown = ", ".join(names[:SHOWN])
    more = len(names) - SHOWN
    return f"{shown} and {more} more" if more > 0 else shown


def chosen(names: Sequence[str], conversation: str | None) -> str:
    """The conversation that was asked for, or the only one. Raises `ChatError`."""
    if conversation is None:
        if len(names) != 1:
            raise SeveralConversations(names)
        return names[0]
    if conversation not in names:
        raise ChatError(
            f"No conversation is called {conversation}. The file holds: {listed(names)}."
        )
    return conversation


def only_one(conversation: str | None) -> None:
    """For a format that holds one conversation and does not name it. Raises `ChatError`."""
    if conversation is not None:
        raise ChatError(
            "This file holds one conversation without a name. Leave the name of a conversation out."
        )
