# Everything a newcomer needs: `make run` and `make test` on a machine with only Python 3.11+ and make.
# The environment lives in .venv and is filled again only when a lock file changes.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/runtime.stamp
DEVELOPMENT := $(VENV)/development.stamp
PIP_INSTALL = $(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes

.DEFAULT_GOAL := help
.PHONY: help run environment test postgresql chaos smoothness lint format lock texts clean chromium

help:  ## what can be made
	@sed -n 's/^\([a-z]*\):.*  ## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 16

run: $(RUNTIME)  ## migrate and start: on Telegram with BOT_TOKEN, in the playground without
	$(BIN)/python main.py run

environment: $(RUNTIME)  ## only make .venv with what `make run` needs

# One more than two processors: tests also wait, for a browser, for a replica that dies, for a moment to come.
PROCESSES := 3

test: $(DEVELOPMENT) chromium lint  ## style, types, import rules, then every test
	$(BIN)/pytest --numprocesses=$(PROCESSES) --dist=loadfile

postgresql: $(DEVELOPMENT)  ## every test of the market once more, kept in PostgreSQL instead of a file
	$(BIN)/pytest --numprocesses=$(PROCESSES) --dist=loadfile --database=postgresql $(KEPT)

# The tests whose market is kept somewhere.
KEPT = $(addprefix tests/,abuse db delivery flows geocoding handlers scheduler stories ui usecases test_turn.py)

MINUTES ?= 30
DATABASE ?=
REPLICAS ?= 1

chaos: $(DEVELOPMENT)  ## break everything for MINUTES=30 and see that nothing is lost (docs/reliability.md)
	$(BIN)/python -m tests.chaos --minutes $(MINUTES) --database '$(DATABASE)' --replicas $(REPLICAS)

smoothness: $(DEVELOPMENT) chromium  ## the page with 50 technicians and 200 orders at ×60, and its figures
	ONSITE_LONG=1 $(BIN)/pytest -s -o faulthandler_timeout=1500 tests/browser/test_smoothness.py

lint: $(DEVELOPMENT)  ## style, types and import rules only
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --num-workers=2
	$(BIN)/lint-imports --no-logo

format: $(DEVELOPMENT)  ## let ruff put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# ---------------------------------------------------------------- the environment

# An environment whose Python is gone, upgraded or moved away, is made anew.
$(shell test -x $(BIN)/python || rm -f $(RUNTIME) $(DEVELOPMENT))

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'Onsite needs Python 3.11 or newer. Name yours: make PYTHON=python3.12 …' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || $(call as_root,python3-venv) || { \
	  echo 'Python cannot make environments here: install the package python3-venv, then try again.' >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)

$(RUNTIME): requirements.lock | $(BIN)/python
	$(PIP_INSTALL) -r requirements.lock
	@touch $@

$(DEVELOPMENT): requirements-dev.lock requirements.lock | $(BIN)/python
	$(PIP_INSTALL) -r requirements-dev.lock
	@touch $@ $(RUNTIME)

# The page of the playground is tested in a real browser: Debian's, when it is missing and may be installed.
chromium:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
	  || $(call as_root,chromium) \
	  || echo 'No Chromium here and no right to install it: the browser tests will be skipped.' >&2

# apt-get install $(1), as root or by a sudo that asks for nothing; fails where neither is to be had.
define as_root
{ command -v apt-get >/dev/null && { test "$$(id -u)" = 0 && sudo= || { sudo -n true 2>/dev/null && sudo='sudo -n'; }; } \
  && $$sudo apt-get update -qq \
  && $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $(1) >/dev/null; }
endef

# ---------------------------------------------------------------- what is made from other files

# The methods of bot/ui/texts.py that say a text; N_ and the templates' own words are known anyway.
KEYWORDS = --keyword=say --keyword=label --keyword=say_many:1,2 --keyword=label_many:1,2 --keyword=answer:3

# uv resolves for every platform at once; it comes into a throwaway environment and leaves no address behind.
COMPILE = uv/bin/uv --no-config pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
  --fork-strategy fewest \
  --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'

lock:  ## choose the newest allowed versions and write both lock files
	@set -e; place=$$(mktemp -d); trap 'rm -rf "$$place"' EXIT; here=$$(pwd); cd "$$place"; \
	  $(PYTHON) -m venv uv; uv/bin/python -m pip install -qq --disable-pip-version-check uv; \
	  cp "$$here/pyproject.toml" .; \
	  $(COMPILE) pyproject.toml -o requirements.lock; \
	  $(COMPILE) pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock; \
	  cp requirements.lock requirements-dev.lock "$$here/"

texts: $(RUNTIME)  ## collect new texts from code and templates into every language's catalogue
	$(BIN)/pybabel --quiet extract --mapping=locales/babel.cfg --output=locales/onsite.pot $(KEYWORDS) \
	  --project=Onsite --version=0.1 --copyright-holder='The Onsite authors' --add-comments=Translators: \
	  --sort-by-file --add-location=file .
	$(BIN)/pybabel --quiet update --domain=onsite --input-file=locales/onsite.pot --output-dir=locales \
	  --no-fuzzy-matching --ignore-pot-creation-date --ignore-obsolete

clean:  ## remove the environment and every cache; your database and settings stay
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
