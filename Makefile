# Needs Python 3.11 to 3.13 and make, nothing else: the first target that wants the environment builds it.

# The first Python that fits and can build environments; `make PYTHON=/path/to/python3 setup` names another.
FITS := import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 14))
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	"$$python" -c "$(FITS)" 2>/dev/null && echo "$$python" && break; done)
BIN := .venv/bin
READY := .venv/.ready
PYTEST_OPTIONS ?= --numprocesses=auto --dist=loadfile

.DEFAULT_GOAL := help
.PHONY: help setup run test soak lint format readme lock bench clean

help: ## List the targets
	@sed -n 's/^\([a-z]*\):.*## /  make \1|/p' Makefile | while IFS='|' read -r target text; do printf '%-14s %s\n' "$$target" "$$text"; done

setup: $(READY) ## Build .venv with the locked packages and the command .venv/bin/sasil

run: setup ## Take in the example reports of seeds/reports
	$(BIN)/sasil ingest seeds/reports

test: setup ## Run the tests
	$(BIN)/python -m pytest $(PYTEST_OPTIONS)

soak: setup ## Try for minutes what a crash or a full disk may do
	$(BIN)/python -m pytest $(PYTEST_OPTIONS) --dist=worksteal tests/soak

lint: setup ## Check style and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: setup ## Put the code into its standard form
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

readme: setup ## Write today's answers into README.md and README.ko.md
	$(BIN)/python tests/readme.py

bench: setup ## Measure speed and quality
	@set -e; for benchmark in benchmarks/*.py; do echo "== $$benchmark"; $(BIN)/python "$$benchmark"; done

lock: ## Resolve the dependencies of pyproject.toml again (needs uv)
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --group dev pyproject.toml --output-file requirements.lock

clean: ## Remove the environment and caches; outputs/ stays
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Sasil needs Python 3.11, 3.12 or 3.13 with venv (on Debian: python3-venv). Name it: make PYTHON=/path/to/python3 setup" >&2; exit 1; }
	"$(PYTHON)" -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)
