"""`python -m inbeeld.store`: the SQL of both roles, for `inbeeld setup postgres`. It asks no database."""

from __future__ import annotations

import argparse
import json
import sys

from inbeeld.store.roles import WrongName, granting, making


def main() -> int:
    """Both parts as one line of JSON; the passwords come as two lines on standard input."""
    parser = argparse.ArgumentParser(prog="python -m inbeeld.store")
    for name in ("database", "desk", "public"):
        parser.add_argument(f"--{name}", required=True)
    options = parser.parse_args()
    desk_password, public_password = (sys.stdin.readline().rstrip("\n") for _ in range(2))
    try:
        made = making(
            database=options.database,
            desk=options.desk,
            desk_password=desk_password,
            public=options.public,
            public_password=public_password,
        )
        found = {"making": list(made), "granting": list(granting(options.public))}
    except WrongName as reason:
        print(reason, file=sys.stderr)  # noqa: T201
        return 2
    print(json.dumps(found))  # noqa: T201 (the command reads it)
    return 0


if __name__ == "__main__":
    sys.exit(main())
