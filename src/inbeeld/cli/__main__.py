"""`python -m inbeeld.cli` is the command `inbeeld`."""

from inbeeld.cli.main import main

raise SystemExit(main())
