"""Known answers: what was sealed once opens for ever, byte for byte."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from inbeeld.vault.binding import Binding, Purpose
from inbeeld.vault.keys import PrivateKey
from inbeeld.vault.named import CheckKey, IndexKey, Password, Salt
from inbeeld.vault.open.blind import Kind, blind
from inbeeld.vault.open.recovery import recover
from inbeeld.vault.opening import with_key, with_phrase, with_private
from inbeeld.vault.receipts import read_locator

HELD = json.loads(
    (Path(__file__).parents[1] / "vectors" / "vault.json").read_text(encoding="utf-8")
)
VERSIONS = HELD["vectors"]
BOUND = Binding(Purpose(HELD["bound"]["purpose"]), HELD["bound"]["owner"], HELD["bound"]["part"])
of_every_version = pytest.mark.parametrize("version", VERSIONS)


@of_every_version
def test_what_was_sealed_to_a_public_key_opens(version):
    vector = VERSIONS[version]["public"]
    private = PrivateKey(bytes.fromhex(vector["private"]))
    assert private.public().raw.hex() == vector["public"]
    opened = with_private(bytes.fromhex(vector["sealed"]), private, bound=BOUND)
    assert (opened.content.decode(), opened.schema) == (HELD["content"], 2)


@of_every_version
def test_what_was_sealed_under_a_key_opens(version):
    vector = VERSIONS[version]["key"]
    key, sealed = bytes.fromhex(vector["key"]), bytes.fromhex(vector["sealed"])
    opened = with_key(sealed, key, bound=BOUND)
    assert (opened.content.decode(), opened.schema) == (HELD["content"], 2)


@of_every_version
@pytest.mark.parametrize("kind", ["password", "words"])
def test_what_was_sealed_under_a_phrase_opens(version, kind):
    vector = VERSIONS[version][kind]
    opened = with_phrase(
        bytes.fromhex(vector["sealed"]),
        Password(vector["phrase"].encode()),
        salt=Salt(bytes.fromhex(vector["salt"])),
        cost=tuple(vector["cost"]),
        bound=BOUND,
    )
    assert opened.content.decode() == HELD["content"]


def test_the_binding_is_written_as_it_always_was():
    made = Binding(Purpose.LETTER, "a", "b").encoded(b"ib\x01\x01\x00\x01").hex()
    assert made == (
        "0000000d696e6265656c642f7661756c74000000066962010100010000000"
        "66c65747465720000000161" + "0000000162"
    )


def test_argon2id_gives_the_answer_of_its_standard():
    """RFC 9106, section 5.3."""
    made = Argon2id(
        salt=bytes([2]) * 16,
        length=32,
        iterations=3,
        lanes=4,
        memory_cost=32,
        ad=bytes([4]) * 12,
        secret=bytes([3]) * 8,
    ).derive(bytes([1]) * 32)
    assert made.hex() == "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"


def test_the_index_of_an_identifier_stays_what_it_was():
    found = blind(Kind.PHONE, "06 00000000", IndexKey(bytes(range(32))))
    assert found
    assert found.hex() == HELD["blind"]


def test_a_number_that_was_given_out_is_still_ours():
    assert read_locator(HELD["locator"], CheckKey(bytes(range(32))))


def test_shares_that_were_made_still_fit():
    assert recover(HELD["shares"][:2]).public().raw.hex()[:64] == HELD["recovery"]
