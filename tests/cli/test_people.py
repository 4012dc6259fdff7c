"""`inbeeld staff` from a terminal: who leaves, lost passwords, and the recovery shares."""

from __future__ import annotations

from tests.cli.commands import refused
from tests.cli.test_reporting import PASSWORD, own  # noqa: F401 (the fixture)

OTHER = "nog een wachtwoord"


def test_a_password_is_lost_and_the_shares_bring_the_keys_back(own):  # noqa: F811
    first = own("staff", "add", "Anna").out
    shares = [line.split(". ")[1] for line in first.splitlines() if line[:4].strip() in "1.2.3."]
    assert len(shares) == 3
    assert own("staff", "password", "Anna", password=f"{PASSWORD}\n{OTHER}").code == 0
    assert "lost 2 keys" in own("staff", "renew", "Anna").out
    told = refused(own("staff", "recover", "Anna", password=f"{shares[0]}\n{OTHER}"))
    assert OTHER not in told
    assert shares[0] not in told
    assert "2 keys" in own("staff", "recover", "Anna", password="\n".join(shares[1:])).out


def test_who_leaves_is_let_go_by_another(own):  # noqa: F811
    own("staff", "add", "Anna")
    own("staff", "add", "Bert", password=OTHER)
    own("staff", "give", "Bert", "--by", "Anna")
    leave = ("staff", "leave", "Bert", "--by", "Anna")
    assert "2 groups" in own(*leave, "--last-two-known").out
    assert "Bert: left on" in own("staff", "list").out
