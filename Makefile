#: InBeeld: notice sexual exploitation of minors early, and know what to do.
#:
#:   make run         Serve the site on http://127.0.0.1:8000 (stop it with Ctrl-C).
#:                    The first time this sets up all it needs, in the folder .venv.
#:                    Elsewhere: make run HOST=0.0.0.0 PORT=8080
#:   make test        Check the code and run every test, those in a browser too.
#:                    Installs Chromium and Java when they are not there and you may.
#:   make check       Only check the code: style, types, and which room imports which.
#:   make benchmarks  Measure how fast the pages are.
#:   make proofs      Show that the promises of reporting hold, with large numbers. Takes an hour or more.
#:   make pins        Write requirements/*.txt again after a change in requirements/*.in.
#:                    To take newer versions too: make pins NEWER=yes
#:   make clean       Remove .venv and what the tools left behind. Your data stay.
#:   make help        Show this.

.DEFAULT_GOAL := help
.PHONY: help run test check pins benchmarks proofs clean

HOST ?= 127.0.0.1
PORT ?= 8000
BIN := .venv/bin

help:
	@sed -n 's/^#: \{0,1\}//p' $(firstword $(MAKEFILE_LIST))

run:
	@tools/setup.sh run
	@exec $(BIN)/inbeeld serve --host "$(HOST)" --port "$(PORT)"

test:
	@tools/setup.sh test
	@$(MAKE) --no-print-directory check
	$(BIN)/pytest -n 2 --dist worksteal

check:
	@tools/setup.sh check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The versions of test.txt follow run.txt, so the order counts.
pins:
	@tools/setup.sh check
	cd requirements && for list in uv run test; do \
	  ../$(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 \
	    --no-emit-index-url --no-emit-find-links --no-header $(if $(NEWER),--upgrade) \
	    --output-file $$list.txt $$list.in || exit 1; \
	done

benchmarks:
	@tools/setup.sh test
	@held=0; for file in benchmarks/*.py; do echo "$$file"; $(BIN)/python $$file || held=1; done; exit $$held

# Every module of proofs/ that ends with a figure, on every database it knows.
proofs:
	@tools/setup.sh test
	@$(BIN)/python -m proofs.every --full

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
