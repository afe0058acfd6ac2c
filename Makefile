# Two commands do everything: `make try` and `make test`. Nothing has to be installed by hand but Python 3.11, pip and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
LANGUAGES := kk ru en
TEST_WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help try test test-browser test-deployed check words migrate setup lock clean

help:  ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

try: $(READY)  ## start the whole bot in the sandbox and print its address
	@$(BIN)/temirqazyq sandbox

test: $(READY)  ## all tests but the browser's and the server's; COVERAGE=1 measures them, which takes twice as long
	@rm -f .coverage .coverage.*
	$(if $(COVERAGE),$(BIN)/coverage run -m,$(BIN)/python -m) pytest -m "not browser and not deployed" -n $(TEST_WORKERS) --dist worksteal
	$(if $(COVERAGE),$(BIN)/coverage combine -q && $(BIN)/coverage report)

test-browser: $(READY)  ## tests of the chat page in a real Chromium (Debian: apt-get install chromium-headless-shell)
	$(BIN)/pytest -m browser tests/browser

test-deployed: $(READY)  ## install it as docs say, in containers and under systemd (root; Debian: docker.io, a docker-compose of 2 or newer, debootstrap, systemd-container)
	$(BIN)/pytest -m deployed tests/deployed $(if $(RECORD),--record)

check: $(READY)  ## style, types, layers, content
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/temirqazyq content check

words: $(READY)  ## collect the sentences of the code into content/<language>/LC_MESSAGES/bot.po
	$(BIN)/python -m bot.i18n.gathering

migrate: $(READY)  ## bring the tables to the newest revision
	$(BIN)/temirqazyq migrate

setup: $(READY)  ## make the virtual environment

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name it with make PYTHON=..."; exit 1; }
	@echo "Setting up (once; a minute or two) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

lock:  ## resolve the dependencies anew (needs uv)
	uv pip compile --quiet --universal --upgrade --group dev pyproject.toml --generate-hashes \
		--no-emit-index-url --no-annotate --no-header --output-file requirements.lock
	uv pip compile --quiet --universal --constraint requirements.lock pyproject.toml --generate-hashes \
		--no-emit-index-url --no-annotate --no-header --output-file requirements-runtime.lock

clean:  ## remove everything that make made
	rm -rf $(VENV) .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist
