# Two commands do all: `make demo` and `make test`. README.md tells the rest.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help demo dev test test-sqlite test-postgres check bench audit pins clean

PORT ?= 8000
# The first Python that is new enough; a name that only exists as a shim does not count.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
  "$$p" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && { echo "$$p"; break; }; done)
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py

PLAY_ACCOUNT := BANK_ACCOUNT="IBAN XX00 1234 5678 9012, an account that is none"
DEMO := DATA_DIR="$(CURDIR)/.demo" SECRET_KEY="$$(cat .demo/secret-key)" \
  ALLOWED_HOSTS=127.0.0.1,localhost HTTPS=0 TRUST_PROXY=1 DEMO=1 $(PLAY_ACCOUNT)
DEVELOPMENT := DEBUG=1 DEMO=1 $(PLAY_ACCOUNT) DATA_DIR="$(CURDIR)/var"
# As a real site would start, for the deployment checks.
PRODUCTION := DATA_DIR="$(CURDIR)/var" ALLOWED_HOSTS=fitblog.example \
  SECRET_KEY="$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))')"
POSTGRES_URL ?= postgres://postgres@127.0.0.1:5432/fitblog
# Three for two processors: a browser and a crowd wait as much as they work.
TESTERS := -n 3 --dist worksteal
# In CI what failed is tried once more, alone: a second failure is the verdict, a test that passes
# only then is named in the log and is to be mended.
AGAIN = [ "$${CI:-}" = true ] && echo "ONCE MORE, alone, what failed:" && \
  $(BIN)/python -m pytest -n 0 -v --last-failed --last-failed-no-failures none

help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

.venv/bin/python:
	@[ -n "$(PYTHON)" ] || { echo "Fitblog needs Python 3.11, 3.12 or 3.13; install one, or name it: make PYTHON=/path/to/python"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "This Python cannot make virtual environments; on Debian and Ubuntu: sudo apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/.demo: requirements/demo.txt | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

.venv/.dev: requirements/dev.txt | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@ .venv/.demo

.demo/secret-key: | .venv/bin/python
	@mkdir -p .demo && umask 077 && $(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))' > $@

.demo/.static: .demo/secret-key $(shell find fitblog/static -type f 2>/dev/null) requirements/demo.txt
	@$(DEMO) $(MANAGE) collectstatic --noinput --clear --verbosity 0
	@touch $@

demo: .venv/.demo .demo/secret-key .demo/.static ## The demo site in production mode on 127.0.0.1:8000
	@$(BIN)/python -c 'import socket; s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(("127.0.0.1", $(PORT)))' 2>/dev/null \
	  || { echo "Port $(PORT) is taken; choose another one: make demo PORT=8001"; exit 1; }
	@$(DEMO) $(MANAGE) migrate --verbosity 0
	@$(DEMO) $(MANAGE) load_demo --editor --address http://127.0.0.1:$(PORT)
	@$(DEMO) MALLOC_ARENA_MAX=1 exec $(BIN)/granian --interface wsgi --host 127.0.0.1 --port $(PORT) \
	  --workers 2 --blocking-threads 4 --log-level warning fitblog.wsgi:application

dev: .venv/.dev ## The same tree with DEBUG and autoreload, data in var/
	@$(DEVELOPMENT) $(MANAGE) migrate --verbosity 0
	@$(DEVELOPMENT) $(MANAGE) load_demo --editor --address http://127.0.0.1:$(PORT)
	@$(DEVELOPMENT) $(MANAGE) runserver 127.0.0.1:$(PORT)

test: test-sqlite test-postgres ## Everything on SQLite, then all that asks a database on PostgreSQL

test-sqlite: .venv/.dev
	$(BIN)/python -m pytest $(TESTERS) --cache-clear || { $(AGAIN); }

test-postgres: .venv/.dev
	@if $(BIN)/python -m tests.reach_postgres "$(POSTGRES_URL)"; then \
	  export DATABASE_URL="$(POSTGRES_URL)" PGOPTIONS="-c synchronous_commit=off"; \
	  $(BIN)/python -m pytest $(TESTERS) --cache-clear --only-database || { $(AGAIN) --only-database; }; \
	elif [ "$${CI:-}" = true ]; then exit 1; \
	else echo "SKIPPED: the tests on PostgreSQL."; fi

check: .venv/.dev ## Style, layers, migrations, deployment
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	find templates -name '*.html' -print0 | xargs -0 $(BIN)/djade --check --target-version 5.2
	$(BIN)/lint-imports
	$(PRODUCTION) $(MANAGE) makemigrations --check --dry-run
	$(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING

bench: .venv/.dev ## Benchmarks: ratios within one run
	$(BIN)/python -m pytest -n 0 -p no:randomly -s -o addopts= tests/benchmarks

audit: ## The demo's pages before ../shared/audit, where it lies beside this tree
	.ci/audit

pins: ## Compile requirements/ from pyproject.toml (needs uv)
	@command -v uv >/dev/null || { echo "This needs uv: pip install uv"; exit 1; }
	for extra in "production:" "demo:--extra demo" "dev:--extra demo --extra dev"; do \
	  uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	    $${extra#*:} pyproject.toml -o "requirements/$${extra%%:*}.txt"; done

clean: ## Throw away the environment, the demo's and the development data
	rm -rf .venv .demo var
