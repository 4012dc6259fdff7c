"""What a visit leaves on a device: every byte of a browser's folder is searched after it closed.

Allowed are neutral addresses and neutral titles. Where scripts are off, a browser may keep the answer
codes of a form that was sent; never a word of a question, an answer or an advice.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from ahocorasick_rs import BytesAhoCorasick
from playwright.sync_api import Page, Playwright

from inbeeld.knowledge import load
from inbeeld.knowledge.pages import load_site
from tests.browser.chromium import arguments, executable
from tests.browser.servers import stranger
from tests.browser.visitor import URGENT, VOICES, YOUNG, fill, hurry, send, walk

pytestmark = pytest.mark.browser

MARKER = "zwompelspoor7c1"
FORM = f"""<!doctype html><html lang="nl"><title>Proef</title>
<form method="get" action="/"><input name="proef" value=""><button>Zoek</button></form>
<p>{MARKER[::-1]}"""
KNOWN = load()
SITE = load_site(KNOWN)
READ = ("/", "/lees/2", "/jij", "/jij/1", "/info/2", "/lijst/1", "/wie", "/en/lees/5")


def telling() -> list[str]:
    """Words that would tell what someone read: questions, signals, statements, headings, slugs."""
    found = [signal.question.nl for signal in KNOWN.signals.values()]
    found += [signal.text[lang] for signal in KNOWN.signals.values() for lang in ("nl", "en")]
    found += [signal.id for signal in KNOWN.signals.values()]
    found += [statement.text.nl for statement in KNOWN.statements.values()]
    found += [page.h1[lang] for page in SITE.pages.values() for lang in ("nl", "en")]
    found += [words.title.nl for words in KNOWN.outcomes.values()]
    found += ["seksuele uitbuiting", "Veilig Thuis", "Kindertelefoon", "Zelf gezien of gehoord"]
    return found


@contextmanager
def profile(playwright: Playwright, folder: Path, *, scripts: bool = True) -> Iterator[Page]:
    """A browser that keeps what browsers keep, in a folder of its own; closed at the end."""
    context = playwright.chromium.launch_persistent_context(
        str(folder),
        executable_path=executable(),
        args=arguments(),
        java_script_enabled=scripts,
        timeout=60_000,
    )
    context.set_default_timeout(20_000)
    yield context.pages[0]
    # Long enough for the browser to write its history and its session down.
    context.pages[0].wait_for_timeout(3_000)
    context.close()


def kept(folder: Path) -> bytes:
    """Every byte that the browser left, file by file, with the names of the files."""
    files = [file for file in folder.rglob("*") if file.is_file() and not file.is_symlink()]
    return b"\n".join(str(file.name).encode() + b"\n" + file.read_bytes() for file in files)


def holds(left: bytes, text: str) -> bool:
    return text.encode() in left or text.encode("utf-16-le") in left


def addresses(left: bytes, address: str) -> set[str]:
    """Every path of our site that stands in what was left."""
    found = set()
    for part in left.split(address.encode())[1:]:
        path = bytearray()
        for byte in part[:80]:
            if byte > 127 or not (chr(byte).isalnum() or chr(byte) in "/._-?=&%+#"):
                break
            path.append(byte)
        found.add(path.decode("ascii"))
    return found


def allowed_paths() -> set[str]:
    paths = {page.path for page in SITE.pages.values()} | {"weg"}
    paths |= {f"{page}/{number}" for page in ("lijst", "wie") for number in range(1, 9)}
    return {f"{head}{path}" for head in ("/", "/en/") for path in paths} | {"", "/"}


def history(folder: Path) -> list[tuple[str, str]]:
    """Every address with its title in the history of the browser."""
    with closing(sqlite3.connect(folder / "Default" / "History")) as database:
        return database.execute("SELECT url, title FROM urls").fetchall()


def neutral_history(folder: Path, address: str) -> list[str]:
    """The paths of our site in the history, each allowed and with an allowed title."""
    titles = {text[lang] for text in SITE.titles.values() for lang in ("nl", "en")}
    titles.add("Weer")  # the neutral page elsewhere gives its title to the address that it replaced
    ours = [(url.removeprefix(address), title) for url, title in history(folder) if address in url]
    assert {path for path, _ in ours} <= allowed_paths()
    assert {title for _, title in ours} <= titles
    return [path for path, _ in ours]


def nothing_tells(left: bytes, address: str) -> None:
    """No telling word, and no address outside the list."""
    words = sorted(telling())
    signs = [word.encode(coding) for word in words for coding in ("utf-8", "utf-16-le")]
    found = BytesAhoCorasick(signs).find_matches_as_indexes(left)
    assert {words[place // 2] for place, _, _ in found} == set()
    allowed = allowed_paths()
    strange = [
        path
        for path in addresses(left, address)
        if not path.startswith("/s/") and not any(_starts(path, one) for one in allowed)
    ]
    assert strange == []


def _starts(path: str, allowed: str) -> bool:
    """The path itself; in a file of the browser other bytes may follow it without a break."""
    rest = path.removeprefix(allowed) if path.startswith(allowed) else None
    return rest is not None and not rest.startswith(("/", "?", "&", "=", "#")) and "=" not in rest


def test_checks_with_scripts_leave_no_word_and_no_code(playwright, address, tmp_path):
    """Of every voice, one after another with the same browser; of one by real presses alone."""
    with profile(playwright, tmp_path) as page:
        for path in VOICES.values():
            page.goto(address + path)
            if path == YOUNG:
                for _ in walk(page, URGENT[path]):
                    pass
            hurry(page, URGENT[path])
            page.locator(".voice h1").wait_for()
    left = kept(tmp_path)
    nothing_tells(left, address)
    assert sorted(neutral_history(tmp_path, address)) == sorted(VOICES.values())
    for code in ("s029=", "z15=", "step=2"):
        assert not holds(left, code)


def test_checks_without_scripts_leave_codes_at_most(playwright, address, tmp_path):
    with profile(playwright, tmp_path, scripts=False) as page:
        for path in VOICES.values():
            page.goto(address + path)
            for _ in range(1 if path == YOUNG else 2):
                fill(page, URGENT[path])
                send(page)
            page.locator(".voice h1").wait_for()
    left = kept(tmp_path)
    nothing_tells(left, address)
    assert sorted(neutral_history(tmp_path, address)) == sorted(VOICES.values())


def test_reading_and_leaving_leaves_neutral_addresses_and_titles_only(
    playwright, address, neutral, tmp_path
):
    with profile(playwright, tmp_path) as page:
        for path in READ:
            page.goto(address + path)
        with page.expect_navigation(url=f"{neutral.address}/"):
            page.locator(".exit-go").click()
    left = kept(tmp_path)
    nothing_tells(left, address)
    # The last page read is the one that the exit replaced.
    assert set(READ[:-1]) <= set(neutral_history(tmp_path, address))


def test_the_search_finds_what_is_typed_on_a_site_that_does_not_take_care(playwright, tmp_path):
    with (
        stranger({"/": FORM}) as careless,
        profile(playwright, tmp_path) as page,
    ):
        page.goto(f"{careless.address}/")
        page.locator("input").fill(MARKER)
        with page.expect_navigation():
            page.locator("button").click()
    left = kept(tmp_path)
    assert holds(left, MARKER)
    assert any("proef=" in path for path in addresses(left, careless.address))
    with pytest.raises(AssertionError):
        nothing_tells(left, careless.address)
