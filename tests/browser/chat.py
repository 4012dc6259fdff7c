"""A visitor who has a chat checked, and chats that nobody ever sent."""

from __future__ import annotations

import io
import zipfile

from playwright.sync_api import Frame, Page

from tests.browser.visitor import until

MINE, CHILD = "/kijk/5", "/kijk/6"
OTHER, OWN = "vriend van internet", "Noor"
MARKER = "QXZVWMERKTEKEN"
# Someone threatens and demands money; between it stands ordinary talk, in which the marker is hidden.
WORRYING = [
    (OTHER, "hoi, jij zat toch ook in die server?"),
    (OWN, "haha ja klopt"),
    *[(OWN, f"we hadden vandaag les in lokaal {number}") for number in range(6)],
    (OWN, f"het wachtwoord van de wifi is {MARKER}"),
    *[(OTHER, f"ik had een {word} dag") for word in ("lange", "drukke", "korte")],
    (OTHER, "stuur nu 150 euro anders stuur ik je foto naar je klas"),
    (OWN, "waarom doe je dit"),
]
ORDINARY = [
    ("Sam", "heb je de hond al uitgelaten?"),
    ("Mama", "ja net, we eten om 6 uur"),
    ("Sam", "oke tot zo"),
    ("Mama", "neem je jas mee"),
]


def pasted(chat: list[tuple[str, str]]) -> str:
    """As someone would paste it."""
    return "\n".join(f"{who}: {text}" for who, text in chat)


def exported(chat: list[tuple[str, str]]) -> str:
    """As WhatsApp on Android exports it."""
    return "".join(
        f"02-05-2026 16:{minute:02} - {who}: {text}\n" for minute, (who, text) in enumerate(chat)
    )


def packed(**members: str) -> bytes:
    """A zip with these texts, and a picture that nobody may open."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(f"{name}.txt", text)
        archive.writestr("IMG-0001.jpg", b"\xff\xd8\xff\x00 no picture")
    return made.getvalue()


def open_frame(page: Page, address: str) -> Frame:
    """Goes to a page of the chat check; the frame, when a chat can be opened in it."""
    page.goto(address)
    return frame_in(page)


def frame_in(page: Page) -> Frame:
    """The frame of the page that is open. It may come a moment after its element."""
    element = page.wait_for_selector("iframe")
    until(lambda: element.content_frame() is not None, "the frame")
    frame = element.content_frame()
    frame.locator("[data-go]").wait_for()
    return frame


def paste(frame: Frame, text: str) -> None:
    frame.locator("[data-text]").fill(text)
    frame.locator("[data-go]").click()


def choose_file(frame: Frame, name: str, data: bytes, kind: str = "text/plain") -> None:
    frame.locator("[data-file]").set_input_files({"name": name, "mimeType": kind, "buffer": data})


def answered(frame: Frame) -> str:
    """The heading of the advice, when it is there."""
    frame.locator(".outcome").wait_for()
    return frame.locator(".outcome").inner_text()
