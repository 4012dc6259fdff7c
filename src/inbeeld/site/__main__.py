"""`python -m inbeeld.site`: makes what it needs in the data folder and serves the site."""

from __future__ import annotations

import argparse
import contextlib
import os
import secrets

from inbeeld.store.databases import has_public_role
from inbeeld.store.starting import told_plainly


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m inbeeld.site")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args()
    hosts = os.environ.get("INBEELD_HOSTS", "127.0.0.1,localhost,[::1]")
    os.environ["INBEELD_HOSTS"] = f"{hosts},{options.host}"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inbeeld.site.settings")
    # Of all workers, in memory alone: an open mailbox waits under it, and shuts when the server stops.
    os.environ["INBEELD_GUARD"] = secrets.token_hex(32)
    with contextlib.suppress(KeyboardInterrupt):  # Ctrl-C reaches all of us
        with told_plainly():
            prepare()
        serve(options.host, options.port)


def prepare() -> None:
    """The database and the static files, made where they are missing.

    Where this process has a role of its own in the database, it may not make tables: the desk does.
    """
    import django  # noqa: PLC0415 (the settings must be chosen first)
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    django.setup()
    if not has_public_role():
        call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    connections.close_all()  # workers are forked from here, and must not share one


def serve(host: str, port: int) -> None:
    """Serves until it is stopped. No access log: what someone reads is nobody's business."""
    from inbeeld.site.content import read_ahead  # noqa: PLC0415 (the settings must be chosen first)

    read_ahead()  # workers are forked from here: what is read once is there in each
    from granian import Granian  # noqa: PLC0415 (not needed by tests that only import this)
    from granian.constants import Interfaces  # noqa: PLC0415

    Granian(
        "inbeeld.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=int(os.environ.get("INBEELD_WORKERS", "2")),
        log_access=False,
        log_level="error",
    ).serve()


if __name__ == "__main__":
    main()
