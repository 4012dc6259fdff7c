"""Our site at a moment that a test chooses: `AT=2026-11-23T19:00+00:00 python -m tests.browser.at`.

The same application, server and files as `python -m inbeeld.site`; only its clock stands still, so that
who is open now is the same whenever the tests run.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inbeeld.site.settings")


def main() -> None:
    from granian import Granian
    from granian.constants import Interfaces

    from inbeeld.site.__main__ import prepare

    parser = argparse.ArgumentParser()
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    options = parser.parse_args()
    prepare()
    Granian(
        "tests.browser.at:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        log_access=False,
        log_level="error",
    ).serve()


if __name__ == "__main__":
    main()
else:  # a worker of the server, when the files that it serves are there
    from inbeeld.site import clock
    from inbeeld.site.wsgi import application  # noqa: F401 (served)

    MOMENT = dt.datetime.fromisoformat(os.environ["AT"])
    clock.now = lambda: MOMENT
