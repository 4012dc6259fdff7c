"""The blind index: however something is written it is the same, and without the key it says nothing."""

from __future__ import annotations

import pytest

from inbeeld.vault.errors import UnknownForm
from inbeeld.vault.named import IndexKey
from inbeeld.vault.open.blind import Kind, blind
from inbeeld.vault.open.handover import seal_file

KEY = IndexKey(bytes(range(32)))
SAME = [
    (Kind.PHONE, ["06 00000000", "+31 6 00000000", "0031600000000", "06-000 000 00"]),
    (Kind.ACCOUNT, ["Chat:@Voorbeeld", "chat: voorbeeld"]),
    (Kind.PLATE, ["AA-00-BB", "aa00bb", "AA 00 BB"]),
    (Kind.IBAN, ["NL00 TEST 0000 0000 00", "nl00test0000000000"]),
    (Kind.WEB, ["https://www.example.org/a/", "example.org/a", "HTTP://EXAMPLE.ORG/a"]),
    (Kind.EMAIL, ["Iemand@Example.org", "iemand@example.ORG "]),
]
NOTHING = [
    (Kind.PHONE, "geen nummer"),
    (Kind.ACCOUNT, "zonder platform"),
    (Kind.ACCOUNT, "chat:@"),
    (Kind.PLATE, "--"),
    (Kind.WEB, ""),
    (Kind.WEB, "http://[broken"),
    (Kind.EMAIL, "iemand@"),
]


@pytest.mark.parametrize(("kind", "written"), SAME, ids=[kind for kind, _ in SAME])
def test_the_ways_to_write_one_thing_are_one_index(kind, written):
    assert len({blind(kind, one, KEY) for one in written}) == 1


@pytest.mark.parametrize(("kind", "written"), NOTHING)
def test_where_nothing_is_left_to_compare_there_is_no_index(kind, written):
    assert blind(kind, written, KEY) is None


def test_another_key_or_another_kind_gives_another_index():
    found = blind(Kind.PLATE, "AA00BB", KEY)
    assert found
    assert b"AA00BB" not in found
    assert blind(Kind.PLATE, "AA00BB", IndexKey(bytes(32))) != found
    assert blind(Kind.IBAN, "AA00BB", KEY) != found
    assert blind(Kind.PLATE, "AA00BC", KEY) != found


def test_a_file_opens_with_the_age_key_of_the_receiver_alone():
    import pyrage

    mine, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    sealed = seal_file(b"inhoud", to=[str(mine.to_public())])
    assert sealed.startswith(b"age-encryption.org/v1")
    assert pyrage.decrypt(sealed, [mine]) == b"inhoud"
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(sealed, [other])


@pytest.mark.parametrize("to", [[], ["age1nonsense"], ["ssh-ed25519 AAAA"]])
def test_what_is_no_age_key_is_refused(to):
    with pytest.raises(UnknownForm):
        seal_file(b"inhoud", to=to)
