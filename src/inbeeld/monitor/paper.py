"""A release on paper: a PDF that a screen reader can read (PDF/UA-1), made by Typst.

What is told goes in as JSON, which the template only shows as text. So no word of a list or a file can
become markup.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from pathlib import Path

import typst

from inbeeld.monitor.charts.svg import alone
from inbeeld.monitor.document import Document
from inbeeld.monitor.faults import MonitorFault
from inbeeld.monitor.naming import Words

TEMPLATE = Path(__file__).with_name("release.typ")


def paper(found: Document, words: Words, *, date: dt.date) -> bytes:
    """The PDF. MonitorFault where it cannot be made."""
    data = dataclasses.asdict(found)
    for section in data["sections"]:
        for picture in section["pictures"]:
            picture["svg"] = alone(picture["svg"])
    data |= {
        "author": words.say("name"),
        "same": words.say("release.same_numbers"),
        "date": {"year": date.year, "month": date.month, "day": date.day},
    }
    try:
        made = typst.compile(
            TEMPLATE.read_bytes(),
            sys_inputs={"data": json.dumps(data)},
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=int(dt.datetime.combine(date, dt.time(), dt.UTC).timestamp()),
        )
    except (typst.TypstError, ValueError) as error:
        raise MonitorFault(f"The PDF could not be made: {error}") from None
    return bytes(made)
