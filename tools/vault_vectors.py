"""Writes tests/vectors/vault.json: sealed things with the keys that open them, made once.

    .venv/bin/python tools/vault_vectors.py NAME

Adds the vector NAME of each way of closing, with today's code. What is there stays as it is: a vector
that no longer opens means that what people sealed no longer opens.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from inbeeld.vault.binding import Binding, Purpose
from inbeeld.vault.keys import PRIVATE, PrivateKey
from inbeeld.vault.named import Password, Salt
from inbeeld.vault.sealing import PASSWORD_COST, WORDS_COST, to_public, under_key, under_phrase

FILE = Path(__file__).parents[1] / "tests" / "vectors" / "vault.json"
CONTENT = "Een auto, elke dag om drie uur."
BOUND = Binding(Purpose.ANSWER, "00000000-0000-0000-0000-000000000007", "seen")
SEEDS = bytes(one % 251 for one in range(PRIVATE))
PHRASE = "molen zomer rivier"


def made() -> dict[str, dict[str, object]]:
    content, key, salt = CONTENT.encode(), SEEDS[:32], Salt(SEEDS[:16])
    public = PrivateKey(SEEDS).public()
    phrases = {"password": PASSWORD_COST, "words": WORDS_COST}
    return {
        "public": {
            "private": SEEDS.hex(),
            "public": public.raw.hex(),
            "sealed": to_public(content, public, bound=BOUND, schema=2).hex(),
        },
        "key": {"key": key.hex(), "sealed": under_key(content, key, bound=BOUND, schema=2).hex()},
        **{
            name: {
                "phrase": PHRASE,
                "salt": salt.hex(),
                "cost": cost,
                "sealed": under_phrase(
                    content, Password(PHRASE.encode()), salt=salt, cost=cost, bound=BOUND
                ).hex(),
            }
            for name, cost in phrases.items()
        },
    }


def main() -> None:
    held = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    bound = {"purpose": BOUND.purpose, "owner": BOUND.owner, "part": BOUND.part}
    held.setdefault("content", CONTENT)
    held.setdefault("bound", bound)
    if held.setdefault("vectors", {}).setdefault(sys.argv[1], made()):
        FILE.write_text(json.dumps(held, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
