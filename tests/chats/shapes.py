"""Every shape in which WhatsApp writes a message, and chats written in them by ourselves.

`{d}` and the like are filled in: day, month, year with and without zeros, hours on both clocks.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
DEVANAGARI = str.maketrans("0123456789", "०१२३४५६७८९")
BENGALI = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
BURMESE = str.maketrans("0123456789", "၀၁၂၃၄၅၆၇၈၉")


@dataclass(frozen=True)
class Shape:
    """How one telephone writes the beginning of a message."""

    name: str
    header: str
    clock: tuple[str, str] = ("", "")
    digits: dict[int, int] | None = None
    ios: bool = False

    def write(self, time: dt.datetime, rest: str) -> str:
        hour = time.hour % 12 or 12
        values = {
            "d": time.day, "m": time.month, "y": time.year % 100, "h": time.hour, "h12": hour,
            "be": time.year + 543, "be2": (time.year + 543) % 100, "reiwa": time.year - 2018,
            "minguo": time.year - 1911, "dd": f"{time:%d}", "mm": f"{time:%m}", "yy": f"{time:%y}",
            "yyyy": f"{time:%Y}", "hh": f"{time:%H}", "mi": f"{time:%M}", "ss": f"{time:%S}",
            "nl": "mrt." if time.month == 3 else "apr.", "en": f"{time:%B}", "day": f"{time:%A}",
            "es": "marzo" if time.month == 3 else "abril", "hh12": f"{hour:02}",
            "ap": self.clock[time.hour >= 12],
        }  # fmt: skip
        begin = self.header.format_map(values)
        return (begin.translate(self.digits) if self.digits else begin) + rest


def chat(
    shape: Shape, messages: Sequence[tuple[dt.datetime, str | None, str]], end: str = "\n"
) -> str:
    """A chat of (time, speaker, text); no speaker: a line of the app itself, as Android writes it."""
    return end.join(
        shape.write(time, text if speaker is None else f"{speaker}: {text}")
        for time, speaker, text in messages
    )


def android(name: str, header: str, am: str = "", pm: str = "", digits=None) -> Shape:
    return Shape(name, header + " - ", (am, pm), digits)


def ios(name: str, header: str, am: str = "", pm: str = "", digits=None) -> Shape:
    return Shape(name, header + " ", (am, pm), digits, ios=True)


SHAPES = [
    android("Dutch", "{dd}-{mm}-{yyyy} {hh}:{mi}"),
    ios("Dutch iOS", "[{dd}-{mm}-{yyyy} {hh}:{mi}:{ss}]"),
    android("American", "{m}/{d}/{y}, {h12}:{mi} {ap}", "AM", "PM"),
    android("American, narrow space", "{m}/{d}/{y}, {h12}:{mi}\u202f{ap}", "AM", "PM"),
    ios("American iOS", "[{m}/{d}/{yy}, {h12}:{mi}:{ss}\u202f{ap}]", "AM", "PM"),
    ios("with marks", "\u200e[{m}/{d}/{yy}, {h12}:{mi}:{ss} {ap}]", "AM", "PM"),
    ios("mark inside the bracket", "[\ufeff{dd}/{mm}/{yy}, {hh}:{mi}:{ss}]"),
    android("British", "{dd}/{mm}/{yyyy}, {hh}:{mi}"),
    android("Australian", "{d}/{m}/{yy}, {h12}:{mi} {ap}", "am", "pm"),
    android("in words", "{d}/{m}/{yyyy}, {h12}:{mi} {ap}", "in the morning", "in the afternoon"),
    android("German", "{dd}.{mm}.{yy}, {hh}:{mi}"),
    android("old French", "{dd}/{mm}/{yyyy} à {hh}:{mi}"),
    android("Canadian French", "{yyyy}-{mm}-{dd}, {hh} h {mi}"),
    android("Spanish", "{d}/{m}/{yy}, {h12}:{mi} {ap}", "a.\u00a0m.", "p.\u00a0m."),
    ios("Spanish iOS", "[{d}/{m}/{yy}, {h}:{mi}:{ss}]"),
    android("Mexican", "{dd}/{mm}/{yy} {h12}:{mi} {ap}", "a. m.", "p. m."),
    android("old Portuguese", "{dd}/{mm}/{yyyy} às {hh}:{mi}"),
    android("Italian", "{dd}/{mm}/{yy}, {hh}:{mi}"),
    android("Russian", "{dd}.{mm}.{yyyy}, {hh}:{mi}"),
    ios("Bulgarian iOS", "[{d}.{mm}.{yy} г., {hh}:{mi}:{ss}]"),
    android("Bulgarian", "{d}.{mm}.{yy} г., {h}:{mi} ч."),
    android("Croatian", "{dd}. {mm}. {yyyy}. u {hh}:{mi}"),
    android("Slovak", "{d}. {m}. {yyyy} {h}:{mi}"),
    android("Serbian", "{d}.{m}.{yy}. {hh}:{mi}"),
    android("Hungarian", "{yyyy}. {mm}. {dd}. {h}:{mi}"),
    android("Danish", "{dd}.{mm}.{yyyy} {hh}.{mi}"),
    ios("Danish iOS", "[{dd}.{mm}.{yyyy} kl. {hh}.{mi}.{ss}]"),
    android("Finnish", "{d}.{m}.{yyyy} klo {h}.{mi}"),
    ios("Finnish iOS", "[{d}.{m}.{yyyy} klo {h}.{mi}.{ss}]"),
    android("Swedish", "{yyyy}-{mm}-{dd} {hh}:{mi}"),
    android("Swedish twelve", "{yyyy}-{mm}-{dd} {h12}:{mi} {ap}", "fm", "em"),
    android("Greek", "{d}/{m}/{yy}, {h12}:{mi} {ap}", "π.μ.", "μ.μ."),
    android("Turkish", "{dd}.{mm}.{yyyy} {hh}:{mi}"),
    android("Albanian", "{d}.{m}.{yy}, {h12}:{mi} {ap}", "e paradites", "e pasdites"),
    android("Arabic", "\u200f{d}\u200f/{m}\u200f/{yyyy}، {h12}:{mi} {ap}", "ص", "م"),
    android("Arabic digits", "\u200f{d}\u200f/{m}\u200f/{yyyy}، {h12}:{mi} {ap}", "ص", "م", ARABIC),
    ios("Arabic iOS", "[\u200f{d}\u200f/{m}\u200f/{yyyy}، {h12}:{mi}:{ss}\u00a0{ap}]", "ص", "م"),
    android("Hebrew", "{d}.{m}.{yyyy}, {hh}:{mi}"),
    ios("Hebrew iOS", "\u200f[{d}.{m}.{yyyy}, {h}:{mi}:{ss}]"),
    android("Hindi", "{d}/{m}/{yy}, {h12}:{mi} {ap}", "पूर्वाह्न", "अपराह्न"),
    android("Hindi digits", "{dd}/{mm}/{yy}, {h12}:{mi} {ap}", "am", "pm", DEVANAGARI),
    android("Bengali", "{d}/{m}/{yy}, {h12}:{mi} {ap}", "AM", "PM", BENGALI),
    android("Marathi", "{d}/{m}/{yy}, {h12}:{mi} {ap}", "म.पू.", "म.उ."),
    android("Tamil", "{d}/{m}/{yy}, {ap} {h12}:{mi}", "முற்பகல்", "பிற்பகல்"),
    android("Indonesian", "{dd}/{mm}/{yy} {hh}.{mi}"),
    android("Malay", "{d}/{mm}/{yyyy}, {h12}:{mi} {ap}", "PG", "PTG"),
    android("Vietnamese", "{hh}:{mi}, {d}/{m}/{yyyy}"),
    ios("Vietnamese iOS", "[{hh}:{mi}:{ss}, {dd}/{mm}/{yyyy}]"),
    android("Vietnamese twelve", "{h12}:{mi} {ap}, {dd}/{mm}/{yyyy}", "SA", "CH"),
    android("Thai", "{d}/{m}/{be} {hh}:{mi}"),
    android("Thai short", "{d}/{m}/{be2} {hh}:{mi}"),
    ios("Buddhist iOS", "[{m}/{d}/{be} BE, {h12}:{mi}:{ss} {ap}]", "AM", "PM"),
    ios("Japanese era iOS", "[{m}/{d}/R{reiwa}, {h12}:{mi}:{ss} {ap}]", "AM", "PM"),
    ios("Japanese era behind", "[{m}/{d}/{reiwa} R, {hh}:{mi}:{ss}]"),
    android("Japanese era first", "R{reiwa}/{mm}/{dd} {hh}:{mi}"),
    android("Japanese era in words", "令和{reiwa}年{m}月{d}日 {h}:{mi}"),
    android("Japanese", "{yyyy}/{mm}/{dd} {h}:{mi}"),
    android("Japanese twelve", "{yyyy}/{mm}/{dd} {ap}{h12}:{mi}", "午前", "午後"),
    android("Korean", "{yyyy}. {m}. {d}. {ap} {h12}:{mi}", "오전", "오후"),
    android("Korean in words", "{yyyy}년 {m}월 {d}일 {ap} {h12}:{mi}", "오전", "오후"),
    android("Turkish twelve", "{d}.{mm}.{yyyy} {ap} {h12}:{mi}", "ÖÖ", "ÖS"),
    android("Latvian", "{dd}.{mm}.{yy}, plkst. {hh}:{mi}"),
    android("Estonian", "{dd}.{mm}.{yyyy}, kell {hh}:{mi}"),
    android("Somali", "{d}/{m}/{yy}, {h12}:{mi} {ap}", "GH", "GD"),
    android("Kurdish digits", "{d}/{m}/{yyyy}، {h12}:{mi} {ap}", "ب.ن", "د.ن", ARABIC),
    android("Thai digits", "{d}/{m}/{be} {hh}:{mi}", digits=THAI),
    android("Burmese digits", "{d}/{m}/{yy}, {hh}:{mi}", digits=BURMESE),
    android("Arabic letter marks", "\u061c{d}\u061c/{m}\u061c/{yyyy}، {h12}:{mi} {ap}", "ص", "م"),
    android("in isolates", "\u2068{dd}/{mm}/{yyyy}\u2069, {hh}:{mi}"),
    ios("Korean iOS", "[{yyyy}. {m}. {d}. {ap} {h12}:{mi}:{ss}]", "오전", "오후"),
    android("Chinese", "{yyyy}/{m}/{d} {ap}{h12}:{mi}", "上午", "下午"),
    ios("Chinese iOS", "[{yyyy}/{m}/{d} {ap}{h12}:{mi}:{ss}]", "上午", "下午"),
    android("Minguo", "{minguo}/{m}/{d} {ap}{h12}:{mi}", "上午", "下午"),
    android("Persian digits", "{yyyy}/{m}/{d}،\u200f {h}:{mi}", digits=PERSIAN),
    ios("in brackets with a dash", "[{dd}/{mm}/{yyyy}, {hh}:{mi}:{ss}] -"),
    Shape("old iOS", "{dd}/{mm}/{yyyy} {hh}:{mi}:{ss}: "),
    android("old Dutch, with a name", "{d} {nl} {yyyy} {hh}:{mi}"),
    android("old American, with a name", "{en} {d}, {yyyy}, {h12}:{mi} {ap}", "AM", "PM"),
    android("with the day of the week", "{day}, {d} {en} {yyyy}, {hh}:{mi}"),
    ios("name in a bracket", "[{d} de {es} de {yyyy}, {hh}:{mi}:{ss}]"),
    android("spaces between", "{dd} {mm} {yyyy} {hh}:{mi}"),
]
