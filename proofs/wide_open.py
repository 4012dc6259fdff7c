"""The public site with every door for tries of words taken out: what `load --break` measures.

`python -m proofs.wide_open` is `python -m inbeeld.site`, whose workers then ask this module for it.
"""

from __future__ import annotations

import contextlib
import os
from unittest.mock import patch


def main() -> None:
    """Serves as the site does, with the application below."""
    import granian

    from inbeeld.site import __main__ as site

    os.environ["INBEELD_WORDS_A_SECOND"], os.environ["INBEELD_WAITING"] = "1000", "200"
    whole = granian.Granian

    def other(_target: str, **more):
        return whole("proofs.wide_open:application", **more)

    with patch.object(granian, "Granian", other):
        site.main()


def __getattr__(name: str):
    """The application, made when a worker asks for it."""
    if name != "application":
        raise AttributeError(name)
    from inbeeld.site import reporting
    from inbeeld.site.wsgi import application

    reporting.trying = contextlib.nullcontext()
    return application


if __name__ == "__main__":
    main()
