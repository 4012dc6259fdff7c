"""A receipt: a number that picks the row, and seven words that open what the desk wrote back.

The number is random and carries a keyed check, so that an invented one is refused before any hashing. The
words carry the strength: seven of 2,048 are 77 bits. Where there is nothing to open, as much is computed
as where there is: a number that was deleted, that was never used, and wrong words cost the same and say
the same.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from inbeeld.vault.binding import Binding, Purpose
from inbeeld.vault.errors import CannotOpen
from inbeeld.vault.forgetting import forget
from inbeeld.vault.keys import PrivateKey, PublicKey, new_key
from inbeeld.vault.named import CheckKey, GuardSecret, Locator, Salt, Words, WrappedKey
from inbeeld.vault.opening import CLOSED, with_phrase
from inbeeld.vault.sealing import KEY, NONCE, SALT, WORDS_COST, new_salt, under_phrase

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O or U, which are misread
MISREAD = str.maketrans("ILOU", "110V")
HALF = 5  # bytes, 40 bits: eight signs
GROUP = 4
COUNT = 7
LONGEST = 400  # characters of typed words that are looked at
# A wrapped key of the right form that nothing opens: where there is no receipt, this is tried instead.
NOTHING = WrappedKey(
    under_phrase(
        new_key().reveal(),
        Words(secrets.token_bytes(KEY)),
        salt=new_salt(),
        cost=(1, 8),
        bound=Binding(Purpose.REPORTER_KEY, ""),
    )
)


class ReporterPrivate(PrivateKey):
    """The private key of a reporter, which opens their letters and nothing else."""


@dataclass(frozen=True, slots=True)
class ReceiptKey:
    """What is stored of a receipt: nothing in it opens without the words."""

    locator: Locator
    salt: Salt
    wrapped: WrappedKey
    public: PublicKey


def new_receipt(words: Words, check: CheckKey) -> ReceiptKey:
    """A key pair for a reporter, the private half under the words."""
    locator, salt, private = new_locator(check), new_salt(), new_key()
    wrapped = under_phrase(
        private.reveal(), words, salt=salt, cost=WORDS_COST, bound=_bound(locator)
    )
    public = private.public()
    forget(private.reveal())
    return ReceiptKey(locator, salt, WrappedKey(wrapped), public)


def open_receipt(
    locator: Locator, words: Words, stored: ReceiptKey | None, check: CheckKey
) -> ReporterPrivate:
    """The reporter's key. CannotOpen with wrong words, or with no such receipt, at the same cost."""
    salt = stored.salt if stored else _no_salt(locator, check)
    wrapped = stored.wrapped if stored else NOTHING
    found = with_phrase(wrapped, words, salt=salt, cost=WORDS_COST, bound=_bound(locator))
    if stored is None:
        raise CannotOpen(CLOSED)
    return ReporterPrivate(found.content)


def lent(key: ReporterPrivate, guard: GuardSecret, *, front: bytes) -> bytes:
    """The key for some minutes, closed under a secret of one running server and bound to `front`."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(guard.reveal()).encrypt(nonce, key.reveal(), _lent_bound(front))


def returned(sealed: bytes, guard: GuardSecret, *, front: bytes) -> ReporterPrivate:
    """The key that was lent. CannotOpen after a restart, or with another front."""
    try:
        nonce, body = sealed[:NONCE], sealed[NONCE:]
        return ReporterPrivate(AESGCM(guard.reveal()).decrypt(nonce, body, _lent_bound(front)))
    except (InvalidTag, ValueError):
        raise CannotOpen(CLOSED) from None


def _lent_bound(front: bytes) -> bytes:
    return Binding(Purpose.OPENED, "letters").encoded(front)


def new_words(known: Sequence[str]) -> Words:
    """Seven words, each drawn evenly from the list."""
    return Words(" ".join(secrets.choice(known) for _ in range(COUNT)).encode())


def read_words(typed: str, known: Sequence[Sequence[str]]) -> Words:
    """Typed words in the one way to write them. `known` are the lists, each looked at whole.

    Capitals, accents, commas and numbers in front do not matter. A word that stands on no list is taken
    for the one word at a distance of one, where there is just one: any two of a list differ by two.
    """
    plain = unicodedata.normalize("NFKD", typed[:LONGEST].casefold())
    given = re.findall(r"[a-z]+", "".join(one for one in plain if not unicodedata.combining(one)))
    if not any(set(given) <= set(words) for words in known):
        # Looking for a word at a distance of one takes milliseconds, so only where there is one to mend.
        given = min((_mended(given, words) for words in known), key=lambda one: one[0])[1]
    return Words(" ".join(given).encode())


def new_locator(check: CheckKey) -> Locator:
    """A number as it is stored: sixteen signs, the last eight of which check the first."""
    chosen = secrets.token_bytes(HALF)
    return Locator(_signs(chosen) + _signs(_check(chosen, check)))


def read_locator(typed: str, check: CheckKey) -> Locator | None:
    """The number that was typed, or None where it was never given out by us."""
    signs = re.sub(r"[\s.\-–—]", "", typed[:LONGEST]).upper().translate(MISREAD)
    if len(signs) != 4 * GROUP or any(one not in SIGNS for one in signs):
        return None
    chosen, checked = _bytes(signs[: 2 * GROUP]), _bytes(signs[2 * GROUP :])
    return Locator(signs) if hmac.compare_digest(checked, _check(chosen, check)) else None


def shown(locator: Locator) -> str:
    """The number as it stands on a receipt: `K7M4-RQ9T-2XHC-8WDE`."""
    return "-".join(locator[place : place + GROUP] for place in range(0, len(locator), GROUP))


def _mended(given: Sequence[str], known: Sequence[str]) -> tuple[tuple[int, int], list[str]]:
    """How many words stand on no list, after and before mending, and the words."""
    words = frozenset(known)
    mended = [word if word in words else _near(word, known) for word in given]
    strange = [sum(word not in words for word in some) for some in (mended, given)]
    return (strange[0], strange[1]), mended


def _near(word: str, known: Sequence[str]) -> str:
    """The one word of the list at a distance of one, or the word itself."""
    near = [one for one in known if _one_apart(word, one)]
    return near[0] if len(near) == 1 else word


def _one_apart(one: str, other: str) -> bool:
    """Whether one letter is changed, missing or too many."""
    if abs(len(one) - len(other)) > 1:
        return False
    shorter, longer = sorted((one, other), key=len)
    place = next(
        (at for at, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter)
    )
    rest = place + (len(shorter) == len(longer))
    return shorter[rest:] == longer[place + 1 :]


def _check(chosen: bytes, check: CheckKey) -> bytes:
    return hmac.new(check.reveal(), b"locator" + chosen, hashlib.sha256).digest()[:HALF]


def _no_salt(locator: Locator, check: CheckKey) -> Salt:
    made = hmac.new(check.reveal(), b"salt" + locator.encode(), hashlib.sha256).digest()
    return Salt(made[:SALT])


def _signs(value: bytes) -> str:
    number = int.from_bytes(value, "big")
    return "".join(SIGNS[number >> shift & 31] for shift in range(35, -1, -5))


def _bytes(signs: str) -> bytes:
    number = 0
    for sign in signs:
        number = number << 5 | SIGNS.index(sign)
    return number.to_bytes(HALF, "big")


def _bound(locator: Locator) -> Binding:
    return Binding(Purpose.REPORTER_KEY, locator)
