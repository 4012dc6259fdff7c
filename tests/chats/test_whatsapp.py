"""WhatsApp: every shape of a header, whose a line is, and what stands in the place of a picture."""

from __future__ import annotations

import datetime as dt

import pytest

from inbeeld.chats import Kind, read_text
from tests.chats.shapes import SHAPES, Shape, chat

START = dt.datetime(2022, 3, 27, 9, 21)
DUTCH, IOS = SHAPES[0], SHAPES[1]
NAMES = ["Anna", "Bo 👩🏽", "+31 6 12345678", "Cas (werk) [2]", "Dr. No", "~ Eef"]
CONVERSATION = [
    (START, "Anna", "hoi"),
    (START + dt.timedelta(minutes=1), "Bo 👩🏽", "hoe gaat het: goed?"),
    (START + dt.timedelta(hours=7), "Anna", "stuur een foto"),
    (START + dt.timedelta(days=1, hours=3), "+31 6 12345678", "nee\nniet nu\n\n- of later"),
    (START + dt.timedelta(days=20), "Cas (werk) [2]", "12:30 bij de hal - ok"),
]


def kinds(text: str) -> list[tuple[str | None, str, str]]:
    return [(one.speaker, one.text, one.kind.value) for one in read_text(text)]


def line(text: str, shape: Shape = DUTCH, minutes: int = 0) -> str:
    return shape.write(START + dt.timedelta(minutes=minutes), text) + "\n"


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_a_chat_reads_back_the_same_in_every_shape(shape):
    found = read_text(chat(shape, CONVERSATION))
    assert [(one.time, one.speaker, one.text) for one in found] == CONVERSATION
    assert [one.position for one in found] == list(range(len(CONVERSATION)))
    assert found.source.format == ("whatsapp-ios" if shape.ios else "whatsapp-android")
    assert (found.source.messages, found.source.system, found.source.skipped) == (5, 0, 0)
    assert found.source.speakers == ("Anna", "Bo 👩🏽", "+31 6 12345678", "Cas (werk) [2]")
    assert (found.source.first, found.source.last) == (CONVERSATION[0][0], CONVERSATION[-1][0])


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_the_end_of_a_line_and_a_mark_before_the_file_change_nothing(shape, end):
    text = "\ufeff" + chat(shape, CONVERSATION[:3], end)
    assert [one.text for one in read_text(text)] == [text for _, _, text in CONVERSATION[:3]]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_stands_as_in_the_file(name):
    assert kinds(line(f"{name}: hoi")) == [(name, "hoi", "said")]
    assert kinds(line(f"\u200e\u202a{name}\u202c: hoi", IOS)) == [(name, "hoi", "said")]


def test_a_name_with_a_colon_is_seen_where_it_keeps_coming_back():
    text = "".join(line(f"Klas: 3B: dag {n}", minutes=n) for n in range(3)) + line("Bo: let op: ja")
    assert read_text(text).source.speakers == ("Klas: 3B", "Bo")
    assert [one.text for one in read_text(text)] == ["dag 0", "dag 1", "dag 2", "let op: ja"]


def test_lines_of_the_app_have_no_speaker_and_no_position():
    text = (
        line("Berichten en oproepen zijn end-to-end versleuteld. Niemand kan meelezen.")
        + line('Anna heeft de groep "School: 3B" gemaakt')
        + line("Anna: hoi")
        + line("Bo heeft de groep verlaten")
        + line("Bo heeft het onderwerp gewijzigd van “A: b” in “C”")
    )
    found = list(read_text(text))
    assert [one.kind for one in found] == ["system", "system", "said", "system", "system"]
    assert [one.position for one in found] == [None, None, 0, None, None]
    assert {one.speaker for one in found if one.kind is Kind.SYSTEM} == {None}


def test_the_name_of_the_group_is_no_speaker_on_ios():
    text = (
        line("Klas 3B: \u200eMessages and calls are end-to-end encrypted. Nobody else.", IOS)
        + line("Klas 3B: \u200eAnna created this group", IOS)
        + line("Anna: hoi", IOS)
        + line("Bo: \u200eBo left", IOS)
        + line("Klas 3B: \u200ea thing that no table knows", IOS)
        + line("Anna: \u200eThis message was deleted.", IOS)
    )  # fmt: skip
    found = read_text(text)
    assert (found.source.messages, found.source.system) == (2, 4)
    assert found.source.speakers == ("Anna",)


@pytest.mark.parametrize(
    "notice",
    [
        "\u200eBerichten en gesprekken worden end-to-end versleuteld.",
        "\u200eNachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt. Niemand",
        "\u200eСообщения и звонки защищены сквозным шифрованием.",
        "\u200e메시지 및 전화는 종단간 암호화되어 안전합니다.",
        "\u200eThe words of this notice are in a language that the table does not have at all",
    ],
)
def test_the_first_notice_of_ios_is_of_the_app_even_beside_a_name(notice):
    found = read_text(line(f"Anna: {notice}", IOS) + line("Anna: hoi", IOS))
    assert (found.source.messages, found.source.system) == (1, 1)


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ("<Media weggelaten>", ""),
        ("<Media omitted>", ""),
        ("<Multimedia omitido>", ""),
        ("<Médias omis>", ""),
        ("<Medien ausgeschlossen>", ""),
        ("<Mídia oculta>", ""),
        ("<Без медиафайлов>", ""),
        ("<メディアは含まれていません>", ""),
        ("<words that no table knows>", ""),
        ("<Media omitted>\nmooi", "mooi"),
        ("IMG-20220327-WA0001.jpg (bestand bijgevoegd)", ""),
        ("IMG-20220327-WA0001.jpg (in words unknown)\nmooi", "mooi"),
        ("\u200eIMG-20220327-WA0001.jpg (file attached)", ""),
        ("brief.pdf (file attached)", ""),
        ("IMG-20220327-WA0001.jpg （文件附件）", ""),
        ("\u200eimage omitted", ""),
        ("\u200eafbeelding weggelaten", ""),
        ("image omitted", ""),
        ("\u200eimage absente", ""),
        ("\u200e<bijgevoegd: 00000012-PHOTO-2022-03-27-16-21-32.jpg>", ""),
        ("<attached: 00000012-AUDIO.opus>", ""),
        ("\u200e<word unknown: 00000012-AUDIO.opus>", ""),
        ("kijk \u200e<attached: 00000012-PHOTO.jpg>", "kijk"),
        ("brief.pdf • \u200e3 pages \u200edocument omitted", ""),
    ],
)
def test_the_place_of_a_picture_is_media_with_its_caption(text, caption):
    for shape in (DUTCH, IOS):
        (found,) = read_text(line(f"Anna: {text}", shape))
        assert (found.kind, found.text, found.position) == (Kind.MEDIA, caption, 0)


@pytest.mark.parametrize(
    "text",
    ["<3", "ik hou van <html>", "media omitted is a strange word", "a (b)", "<3 van mij> of niet", ">:(",
     "zie img.jpg", "<lol>", "http://example.org/a.jpg (mooi)"],
)  # fmt: skip
def test_what_looks_like_a_placeholder_stays_what_someone_said(text):
    assert kinds(line(f"Anna: {text}")) == [("Anna", text, "said")]


@pytest.mark.parametrize(
    "text",
    [
        "Dit bericht is verwijderd",
        "\u200eThis message was deleted.",
        "Diese Nachricht wurde gelöscht.",
    ],
)
def test_a_deleted_message_still_counts_as_sent(text):
    for shape in (DUTCH, IOS):
        assert read_text(line(f"Anna: {text}", shape)).source.messages == 1


@pytest.mark.parametrize(
    "ending",
    ["<Dit bericht is bewerkt>", "<This message was edited>", "\u200e<This message was edited>",
     "\u200e<in a language unknown>", "<Se editó este mensaje.>", "<Diese Nachricht wurde bearbeitet.>"],
)  # fmt: skip
def test_an_edited_message_says_so_and_its_text_does_not(ending):
    (found,) = read_text(line(f"Anna: tot morgen {ending}"))
    assert (found.text, found.edited, found.kind) == ("tot morgen", True, Kind.SAID)


def test_a_pasted_header_of_another_shape_is_text():
    inside = "kijk wat hij zei\n[27/3 16:21] Bo: hoi\n[27-03-2022 16:21:02] Bo: hoi\n2/3/22, 4:21 PM - Bo"
    found = read_text(line(f"Anna: {inside}") + line("Bo: ja"))
    assert [one.text for one in found] == [inside, "ja"]
    assert {str(note) for note in found.source.notes} == {
        "This line looks like a message of another export. It was kept as text."
    }


def test_a_sentence_with_a_date_and_a_time_is_no_header():
    inside = "tot zo\n27-03-2022 zien we elkaar om 16:21 - ok: ja\n27-03-2022\n16:21 - daar"
    found = read_text(line(f"Anna: {inside}") + line("Bo: ja"))
    assert [one.text for one in found] == [inside, "ja"]


def test_a_sentence_with_another_word_between_date_and_time_is_no_header():
    french = "27/03/2022 à 16:21 - "
    text = f"{french}Anna: tot\n27/03/2022 om 16:30 - ok: ja\n{french}Bo: ja"
    assert [one.text for one in read_text(text)] == ["tot\n27/03/2022 om 16:30 - ok: ja", "ja"]


def test_an_empty_message_is_a_message():
    assert kinds(line("Anna:") + line("Anna: ") + line("Bo: ja")) == [
        ("Anna", "", "said"), ("Anna", "", "said"), ("Bo", "ja", "said"),
    ]  # fmt: skip


def test_lines_before_the_first_message_are_counted_and_told():
    found = read_text("Chat van Anna\n\n" + line("Anna: hoi")).source
    assert (found.messages, found.skipped) == (1, 1)
    assert [(note.line, note.what.name) for note in found.notes] == [(1, "BEFORE_FIRST")]


def test_a_message_without_end_does_not_fill_the_memory():
    text = line("Anna: hoi") + ("x" * 1000 + "\n") * 1500 + line("Bo: ja")
    first, second = read_text(text)
    assert len(first.text) < 1_100_000
    assert second.text == "ja"
    assert [note.what.name for note in read_text(text).source.notes] == ["TOO_LONG"]


def test_a_chat_can_be_gone_through_again():
    found = read_text(chat(DUTCH, CONVERSATION))
    assert list(found) == list(found)


def test_neither_a_message_nor_a_chat_shows_its_text_by_accident():
    found = read_text(line("Anna: iets van mij"))
    assert "iets" not in repr(found) + repr(list(found)) + repr(found.source)
