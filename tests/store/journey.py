"""`python -m tests.store.journey`: all that somebody can do on the public pages, in this process's role.

Settings belong to a process, so a role does too. What happened is printed as JSON.
"""

from __future__ import annotations

import json
import os

os.environ["DJANGO_SETTINGS_MODULE"] = "inbeeld.site.settings"
os.environ["INBEELD_HOSTS"] = "testserver"


def main() -> None:
    from inbeeld.site.__main__ import prepare

    prepare()
    from django.db import connection
    from django.test import Client

    from tests.site.reporting import STORY, Receipt, Visitor

    visitor = Visitor(Client(headers={"Sec-Fetch-Site": "same-origin"}))
    first = visitor.begin(o="S029-seen")
    last = visitor.tell(STORY, first)
    replaced = visitor.post(first, danger="yes").status_code
    overview = visitor.get(last).status_code
    old, new = visitor.send(last), visitor.send(last)
    worthless = visitor.post("/antwoord", n=old.number, w=old.words)["Location"]
    box = visitor.open(new)
    asked = [
        visitor.post(box, k="add", t="Gisteren weer.").status_code,
        visitor.post(box, k="consent", p=["police"]).status_code,
        visitor.post(box, k="delete").status_code,
    ]
    letters = visitor.get(box)
    found = {
        "role": connection.settings_dict["USER"],
        "replaced": replaced,
        "overview": overview,
        "worthless": worthless,
        "asked": asked,
        "letters": letters.status_code,
        "notes": letters.content.decode().count("<time"),
        "receipt": [new.number, new.words],
        "again": isinstance(old, Receipt) and old != new,
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
