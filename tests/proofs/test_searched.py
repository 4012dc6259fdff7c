"""A search for canaries finds each of them in every form, and nothing else."""

from __future__ import annotations

import base64
import random

import pytest
from proofs.searched import Search, forms

CANARIES = [f"kx{number:016x}" for number in random.Random(3).sample(range(2**60), 20)]


def written(form: str, canary: str, chance: random.Random) -> bytes:
    """A canary as another program would write it, with something before and after."""
    plain = canary.encode()
    around = [chance.randbytes(chance.randrange(9)) for _ in range(2)]
    if form.startswith("base64"):
        before = chance.randbytes(int(form[-1]) + 3 * chance.randrange(4))
        return base64.b64encode(before + plain + around[1])
    if form == "hex":
        return (around[0] + plain + around[1]).hex().encode()
    if form == "HEX":
        return (around[0] + plain + around[1]).hex().upper().encode()
    encoding = {"text": "utf-8", "UTF-16 LE": "utf-16-le", "UTF-16 BE": "utf-16-be"}[form]
    return around[0] + f"een {canary}, nog iets".encode(encoding) + around[1]


@pytest.mark.parametrize("form", list(forms("x" * 12)))
def test_each_canary_is_found_in_each_form(form):
    chance, search = random.Random(form), Search(CANARIES)
    for number, canary in enumerate(CANARIES):
        for _ in range(10):
            found = search.look([("file", written(form, canary, chance))])
            assert number in found.canaries
            assert form in found.forms


def test_a_canary_with_one_other_sign_is_not_found():
    search = Search(CANARIES)
    almost = [canary[:9] + ("0" if canary[9] != "0" else "1") + canary[10:] for canary in CANARIES]
    held = " ".join(almost).encode() + base64.b64encode(" ".join(almost).encode())
    assert not search.look([("file", held)]).canaries


def test_a_short_canary_is_refused():
    with pytest.raises(AssertionError):
        Search(["short"])
