"""A chat is read in the browser as Python reads it: the same format, messages, times and remarks."""

from __future__ import annotations

import base64
import io
import json
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from inbeeld.browser.app_words import NEAR, OWN, PHRASES, TOLD_IN_OWN, app_words
from inbeeld.browser.pack import script_files
from inbeeld.browser.small import small
from inbeeld.chats import read_text
from inbeeld.chats.locales import FILE, Locales, clock_key, locales
from tests.chats.shapes import SHAPES, chat
from tests.chats.test_plain import HI, lines, telegram
from tests.chats.test_whatsapp import CONVERSATION, IOS, line

pytestmark = pytest.mark.browser

MEDIA = [
    {"sender_name": "ZoÃ«", "content": "hÃ© ð\x9f\x98\x80", "timestamp_ms": 1648391492123},
    {"sender_name": "Bo", "content": "zo is het é", "timestamp_ms": 1648391493000},
    {"sender_name": "Bo", "photos": [{"uri": "messages/x.jpg"}], "timestamp_ms": 1648391494000},
    {"sender_name": "Bo", "share": {"link": "https://example.org"}, "timestamp_ms": 1648391495000},
    {"sender_name": "", "content": "x", "photos": [], "timestamp_ms": 1648391496000},
]


def meta(*messages: Any) -> str:
    """A chat of Instagram or Messenger, with its messages as they stand in the file."""
    return json.dumps({"participants": [], "title": "ZoÃ«", "messages": list(messages)})


DUTCH_LINES = (
    line("Berichten en oproepen zijn end-to-end versleuteld. Niemand kan meelezen.")
    + line('Anna heeft de groep "School: 3B" gemaakt')
    + line("Anna: hoi")
    + line("Bo: <Media weggelaten>")
    + line("Bo: IMG-20220327-WA0001.jpg (bestand bijgevoegd)\nkijk", minutes=3)
    + line("Anna: Dit bericht is verwijderd")
    + line("Bo: oké <Dit bericht is bewerkt>")
    + line("Bo heeft de groep verlaten")
)
IOS_LINES = (
    line("Klas 3B: \u200eMessages and calls are end-to-end encrypted. Nobody else.", IOS)
    + line("Klas 3B: \u200eAnna created this group", IOS)
    + line("Anna: hoi", IOS)
    + line("Bo: \u200eBo left", IOS)
    + line("Klas 3B: \u200ea thing that no table knows", IOS)
    + line("Anna: \u200eThis message was deleted.", IOS)
    + line("Anna: \u200e<attached: 00000012-PHOTO-2022-03-27.jpg>", IOS)
    + line("Anna: verslag.pdf • \u200e2 pages \u200edocument omitted", IOS)
    + line("Anna: \u200eimage omitted", IOS)
    + line("Anna: hoi dan\u200e<This message was edited>", IOS)
)
COLON_NAME = "".join(line(f"Klas: 3B: dag {n}", minutes=n) for n in range(3)) + line(
    "Bo: let op: ja"
)
TEXTS = {
    **{f"shape {shape.name}": chat(shape, CONVERSATION) for shape in SHAPES},
    **{f"returns {shape.name}": "\ufeff" + chat(shape, CONVERSATION, "\r\n") for shape in SHAPES[:3]},
    "dutch": DUTCH_LINES,
    "ios": IOS_LINES,
    "a name with a colon": COLON_NAME,
    "before the first": "iets\n" + DUTCH_LINES,
    "another shape": DUTCH_LINES + line("Cas: zie"). strip() + "\n[27-03-2022 10:00:00] Bo: hoi\nok",
    "month first": "5/6/22, 10:00 AM - A: x\n5/30/22, 10:00 AM - A: y",
    "either": "5/6/22, 10:00 AM - A: x",
    "impossible": "27/03/22, 10:00 - A: x\n31/02/22, 10:00 - A: y\n28/03/22, 25:00 - A: z",
    "many remarks": "27/03/22, 10:00 - A: x\n" + "31/02/22, 10:00 - A: y\n" * 50,
    "short year first": "22/3/27, 10:00 - A: x\n22/3/28, 10:00 - A: y\n22/4/2, 10:00 - A: z",
    "year, day": "2022/05/06, 10:00 - A: x\n2022/30/06, 10:00 - A: y",
    "two words": "27/3/22, 4:21 xx - A: x\n27/3/22, 5:21 yy - A: y\n28/3/22, 4:21 xx - A: z",
    "persian": "1401/1/7 10:00 - A: x",
    "hijri": "24/8/1443 10:00 - A: x",
    "unknown calendar": "27/3/5782 10:00 - A: x",
    "copied": "[16:21, 27-3-2022] Anna: hoi\n[16:22, 27-3-2022] Bo: dag",
    "names": "Anna: stuur een foto\nBo: nee\nAnna: ok",
    "one name": "Anna: hoi",
    "more lines": "Anna: hoi\nallemaal\n\nBo: dag",
    "no names": "hoi\nkom je?\nlet op: morgen niet",
    "times": "16:21 Anna: hoi\n16:22 Bo: dag",
    "days": "[27/3 16:21] Anna: hoi\n[27/3 16:22] Bo: dag",
    "times behind": "Anna (16:21): hoi\nBo (16:22): dag",
    "number": "+31 6 12345678: hoi\nBo: dag",
    "wide": "Anna：你好\nBo：好",
    "name alone": "Anna:\nhoi daar\nBo:\ndag",
    "address": "https://example.org\nwat vind je: mooi?",
    "our own": lines(
        {"time": "2022-03-27T16:21", "speaker": "Anna", "text": "hoi"},
        {"t": "2022-03-27T16:22:00+02:00", "who": "Bo", "text": "dag\nhoor"},
        {"t": 1648391492, "text": "x"},
        {"t": 1648391492000, "who": 7, "text": ""},
        {"text": "y", "speaker": None},
        {"time": "gisteren", "text": "z"},
    ),
    "telegram": telegram(
        HI,
        HI | {"id": 6, "type": "service", "actor": "Anna", "action": "phone_call", "text": ""},
        HI | {"id": 7, "from": "Bo", "text": ["kijk ", {"type": "link", "text": "hier"}, "!"]},
        HI | {"id": 9, "text": "mooi", "photo": "(File not included)"},
        HI | {"id": 11, "from": None},
        HI | {"id": 12, "text": "", "poll": {"question": "Kom je?"}},
    ),
    "telegram with more": telegram(HI, 7, "x"),
    "telegram, empty": telegram(),
    "instagram": meta(*reversed(MEDIA)),
    "instagram, in no order": meta(MEDIA[1], MEDIA[0], MEDIA[2], 7),
    "messenger": meta(MEDIA[0] | {"is_unsent": False}, MEDIA[0] | {"type": "Subscribe"}),
    "messenger, second form": json.dumps(
        {"participants": ["Zoë"], "threadName": "Zoë", "messages": [
            {"senderName": "Zoë", "text": "hé", "timestamp": 1648391492000, "type": "text", "media": []},
            {"senderName": "", "text": "", "timestamp": 5, "type": "media", "media": [{"uri": "./x"}]},
        ]}
    ),
}  # fmt: skip
WITHOUT_ZONE = ("telegram", "instagram", "messenger")
READ = "([text, app, name]) => JSON.stringify(IB.read(text, app, name))"
REFUSED = """([text, app]) => {
  try { IB.read(text, app); } catch (error) { return [error.code, error.names ?? error.line ?? null]; }
}"""
UNZIP = """async (packed) => {
  const bytes = Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0));
  try {
    return [IB.isZip(bytes.buffer), Object.fromEntries(await IB.unzip(bytes.buffer))];
  } catch (error) { return [IB.isZip(bytes.buffer), error.code]; }
}"""


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    for file in script_files():
        page.add_script_tag(content=small(file.read_text(encoding="utf-8")))
    yield page
    page.close()


def in_python(text: str) -> dict[str, Any]:
    found = read_text(text)
    source = found.source
    return {
        "format": source.format,
        "lines": [
            {
                "speaker": one.speaker, "time": one.time and one.time.isoformat(), "text": one.text,
                "kind": one.kind.value, "line": one.line,
            }
            for one in found
            if one.position is not None
        ],
        "system": source.system,
        "skipped": source.skipped,
        "speakers": list(source.speakers),
        "remarks": [
            {"line": note.line, "what": note.what.name, "more": note.more} for note in source.notes
        ],
    }  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_a_chat_is_read_as_python_reads_it(name, reader):
    given = json.loads(reader.evaluate(READ, [TEXTS[name], app_words(), None]))
    expected = in_python(TEXTS[name])
    if name.startswith(WITHOUT_ZONE):  # a page shows a time to the second
        for one in (*expected["lines"], *given["lines"]):
            one["time"] = one["time"] and one["time"][:19]
    assert given == expected


KNOWN = """([app, keys, texts]) => {
  const known = new IB.App(app);
  const fits = (kind, text) => known[kind].test(kind === "edited" ? `<${text}>` : text);
  return {
    clock: Object.fromEntries(known.clock), months: Object.fromEntries(known.months),
    orders: keys.map((key) => known.hint(key) ?? null),
    fitting: Object.fromEntries(["omitted", "notice", "event", "deleted", "attached", "edited"].map(
      (kind) => [kind, texts.filter((text) => fits(kind, text))])),
  };
}"""
FITS = {"notice": str.startswith, "deleted": str.startswith, "event": str.__contains__}


def test_the_words_of_the_app_say_the_same_to_a_page_as_to_python(reader):
    """Words beside a time of every language; the other words of the languages that a page carries."""
    tables = tomllib.loads(files("inbeeld.chats").joinpath(FILE).read_text(encoding="utf-8"))
    near, everywhere = Locales({name: tables[name] for name in NEAR}), locales()
    phrases = {
        kind: {
            word.casefold()
            for name in (OWN if kind in TOLD_IN_OWN else NEAR)
            for word in tables[name].get(kind, ())
        }
        for kind in (*PHRASES, "omitted")
    }
    whole = sorted(set().union(*phrases.values()))
    texts = [made for one in whole for made in (one, f"{one} x", f"x {one}", one[:-1], one[1:])]
    keys = [*everywhere.clock, *map(clock_key, whole), "x"]
    known = reader.evaluate(KNOWN, [app_words(), keys, texts])
    assert known["clock"] == everywhere.clock
    assert known["months"] == near.months
    orders = near.orders | {word: everywhere.orders.get(word) for word in everywhere.clock}
    assert known["orders"] == [orders.get(key) for key in keys]
    for kind, ones in phrases.items():
        fits = FITS.get(kind, str.__eq__)
        expected = [text for text in texts if any(fits(text, one) for one in ones)]
        assert known["fitting"][kind] == expected, kind


def test_one_conversation_of_a_file_is_chosen_by_name(reader):
    text = lines(*({"conversation": name, "text": name} for name in ("a", "b", "a")))
    assert reader.evaluate(REFUSED, [text, app_words()]) == ["several", ["a", "b"]]
    given = json.loads(reader.evaluate(READ, [text, app_words(), "a"]))
    assert [one["text"] for one in given["lines"]] == ["a", "a"]


@pytest.mark.parametrize(
    ("text", "code", "details"),
    [
        ("", "empty", None),
        (" \n\ufeff", "empty", None),
        ("a\0b", "binary", None),
        ("%PDF-1.7", "binary", None),
        ("<!doctype html><p>x", "markup", None),
        ("<smses></smses>", "markup", None),
        ('{"messages": [{"content": "x"}]}', "unknown", None),
        ('{"name": "A", "messages": [', "cut", None),
        ('{"text": "x"}\n{"text"', "not-json", 2),
        ('{"text": "x"}\n{"t": 1}', "no-text", 2),
    ],
)
def test_what_cannot_be_read_says_why(text, code, details, reader):
    assert reader.evaluate(REFUSED, [text, app_words()]) == [code, details]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("hé".encode(), "hé"),
        ("hé".encode("utf-16"), "hé"),
        (b"\xfe\xff" + "hé".encode("utf-16-be"), "hé"),
        (b"h\xe9", "binary"),
    ],
)
def test_the_bytes_of_a_file_become_text_or_are_refused(content, text, reader):
    code = """(bytes) => {
      try { return IB.decoded(Uint8Array.from(bytes)); } catch (error) { return error.code; }
    }"""
    assert reader.evaluate(code, list(content)) == text


def packed(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def unzipped(page: Page, content: bytes) -> list[Any]:
    return page.evaluate(UNZIP, base64.b64encode(content).decode())


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_only_the_texts_of_a_zip_are_unpacked(method, reader):
    text = DUTCH_LINES * 400
    members = {
        "_chat.txt": text.encode(), "foto.jpg": b"\xff" * 9, "__MACOSX/_chat.txt": b"x", ".b.txt": b"x",
    }  # fmt: skip
    assert unzipped(reader, packed(members, method)) == [True, {"_chat": text}]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (packed({"foto.jpg": b"x"}), "no-chat"),
        (packed({"bom.txt": b"a" * 10_000_000}), "too-large"),
        (packed({"chat.txt": DUTCH_LINES.encode()})[:-40], "damaged"),
        (b"PK\x03\x04", "damaged"),
    ],
    ids=["no text", "a bomb", "cut off", "nothing"],
)
def test_a_zip_that_cannot_be_read_safely_is_refused(content, code, reader):
    assert unzipped(reader, content) == [True, code]


def test_a_zip_that_holds_more_than_its_directory_says_is_refused(reader):
    content = bytearray(packed({"chat.txt": b"hoi " * 5000}))
    place = content.rindex(b"PK\x01\x02") + 24
    content[place : place + 4] = (10).to_bytes(4, "little")
    assert unzipped(reader, bytes(content)) == [True, "damaged"]
