# make run    the app with demonstration data at http://127.0.0.1:8050; or with yours, where MARACDASH_DATA names them
# make test   everything that must hold: format, lint, types, imports, unit, browser, scripts
# make test-thorough   the same with every draw of tests that repeat one: every kill, country and history
# make docs   the command reference, written from the program
# make screenshots   those of the README, of demonstration data
# make bench  how fast and how large
# make audit  bills of materials (CycloneDX) in build/, and known vulnerabilities of the packages
# make lock   newest allowed versions into the lock files
SHELL := /bin/sh
.DEFAULT_GOAL := run
.DELETE_ON_ERROR:
.PHONY: run test test-thorough python-checks docs screenshots scripts bench audit lock format clean setup chromium

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMONSTRATION := data/demo
BUNDLE := assets/vendor-plotly-basic.min.js
SCRIPT_TOOLS := node_modules/dev.stamp
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCK_OPTIONS = --no-config --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url --no-emit-find-links pyproject.toml

# The machine's own npm, else the one that comes with the Node in requirements.lock.
NPM = npm="$$(command -v npm || echo $(BIN)/npm)"; "$$npm"
NPM_OPTIONS = --ignore-scripts --no-audit --no-fund
NPM_FETCH = $(NPM) ci $(NPM_OPTIONS) --loglevel=silent --fetch-retries=1 --fetch-retry-mintimeout=500 --fetch-timeout=20000
NPM_LOCK = $(NPM_OPTIONS) --loglevel=error --package-lock-only --omit-lockfile-registry-resolved --save-exact
BIOME = $(BIN)/node node_modules/@biomejs/biome/bin/biome

# maracdash.exports.chromium is the one place that looks for Chromium, for pictures and tests alike.
FIND_CHROMIUM = $(BIN)/python -c 'from maracdash.exports.chromium import find_executable as find; print(find() or "")'

# Invented figures go into this one folder alone; a folder that somebody names is theirs, and served as it is.
run: setup
	@if test -n "$$MARACDASH_DATA"; then \
		echo "Serving the figures in $$MARACDASH_DATA, as MARACDASH_DATA says; no demonstration is loaded."; \
	else \
		echo "Serving a demonstration from $(DEMONSTRATION). To serve figures of your own: MARACDASH_DATA=FOLDER make run"; \
		$(BIN)/maracdash demo --if-empty --data $(DEMONSTRATION); \
	fi
	exec $(BIN)/maracdash serve --data "$${MARACDASH_DATA:-$(DEMONSTRATION)}"

# Scripts come last: their tools come from npm's registry, and whoever cannot reach it has the other checks nevertheless.
test: python-checks
	@$(MAKE) --no-print-directory scripts

test-thorough: export MARACDASH_THOROUGH = 1
test-thorough: test

# Tests are compiled once, and not by each run of pytest anew, where the environment says otherwise.
python-checks: export PYTHONDONTWRITEBYTECODE =
python-checks: $(VENV)/dev.stamp $(BUNDLE) chromium
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	MARACDASH_CHROMIUM="$$($(FIND_CHROMIUM))" $(BIN)/pytest -n 2 --dist worksteal -m "not browser"
	MARACDASH_CHROMIUM="$$($(FIND_CHROMIUM))" $(BIN)/pytest -n 2 --dist worksteal -m browser tests/browser
	MARACDASH_CHROMIUM="$$($(FIND_CHROMIUM))" $(BIN)/pytest -n 2 --dist worksteal -m browser --ignore=tests/browser

bench: $(VENV)/dev.stamp $(BUNDLE) chromium
	MARACDASH_CHROMIUM="$$($(FIND_CHROMIUM))" $(BIN)/python -m benchmarks

docs: $(VENV)/run.stamp
	$(BIN)/python docs/commands.py > docs/commands.md.new
	mv docs/commands.md.new docs/commands.md

screenshots: $(VENV)/dev.stamp $(BUNDLE) chromium
	PYTHONPATH=. MARACDASH_CHROMIUM="$$($(FIND_CHROMIUM))" $(BIN)/python docs/screenshots.py

format: $(VENV)/dev.stamp $(SCRIPT_TOOLS)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIOME) check --write

# Ends with an error where something is known to be vulnerable, and where nobody could be asked.
audit: $(VENV)/dev.stamp
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python docs/package_audit.py build

# The browser's scripts: format and lint, types, unit tests; with the locked Node, whichever the machine has.
scripts: $(SCRIPT_TOOLS)
	$(BIOME) ci
	$(BIN)/node node_modules/typescript/bin/tsc
	$(BIN)/node --test "tests/scripts/*.test.mjs"

clean:
	rm -rf $(VENV) $(BUNDLE) node_modules build *.egg-info .coverage htmlcov .hypothesis .import_linter_cache .mypy_cache \
		.pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# What the app needs to run, for a Procfile deployment too, compiled as pip compiles packages: else the first start, and
# where PYTHONDONTWRITEBYTECODE is set each one, takes half a second more. The lock names everything, so pip has nothing to look up:
# left to look, it takes a newer release of what an extra asks for, which the lock has no hash of, and gives up.
setup: $(VENV)/run.stamp $(BUNDLE)

$(VENV)/made.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "maracdash needs Python 3.11 or newer, and '$(PYTHON)' is not. Name one that is: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { test "$$(id -u)" = 0 && command -v apt-get >/dev/null \
		&& apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y python3-venv; } || { \
		echo "'$(PYTHON)' cannot make environments. On Debian: sudo apt-get install python3-venv" >&2; exit 1; }
	rm -rf $(VENV)
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/run.stamp: requirements.lock pyproject.toml $(VENV)/made.stamp
	@echo "Installing what maracdash needs; the first time takes a minute or two"
	$(PIP) install --no-deps --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q app.py maracdash layouts callbacks
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/run.stamp
	$(PIP) install --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

# The wheel's own bundle is 1 MB heavier on the wire: good enough where npm's registry cannot be reached.
$(BUNDLE): package-lock.json | $(VENV)/run.stamp
	@rm -f $@; mkdir -p assets
	@if $(NPM_FETCH) --omit=dev \
		&& cp node_modules/plotly.js-basic-dist-min/plotly-basic.min.js $@; \
	then echo "$@ is in place"; \
	else echo "Plotly's small bundle could not be fetched with npm: pages use the full one, which is slower the first time." >&2; fi

# Among the packages, and after the bundle, whose rule takes away all that only tests need.
$(SCRIPT_TOOLS): package-lock.json $(BUNDLE) | $(VENV)/run.stamp
	@$(NPM_FETCH) || { echo "The browser's scripts were not checked: their tools could not be fetched with npm (its log is in" \
		"~/.npm/_logs). Run 'make scripts' where npm's registry can be reached." >&2; exit 1; }
	@touch $@

chromium: $(VENV)/run.stamp
	@if test -z "$$($(FIND_CHROMIUM))"; then \
		if test "$$(id -u)" = 0 && command -v apt-get >/dev/null; then \
			apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y chromium fonts-liberation; \
		else \
			echo "No Chromium found: the browser tests will fail. On Debian: sudo apt-get install chromium fonts-liberation." \
				"On macOS: brew install --cask chromium. Elsewhere: MARACDASH_CHROMIUM=/path/to/chromium make test" >&2; \
		fi; \
	fi

# botocore, which the S3 server of the tests brings, wants an older python-dateutil than pandas has, and works with this one.
lock:
	@dir="$$(mktemp -d)" && trap 'rm -rf "$$dir"' EXIT && $(PYTHON) -m venv "$$dir" && "$$dir/bin/python" -m pip install --quiet uv \
		&& "$$dir/bin/uv" pip compile $(LOCK_OPTIONS) -o requirements.lock \
		&& echo python-dateutil >"$$dir/override.txt" \
		&& "$$dir/bin/uv" pip compile $(LOCK_OPTIONS) --override "$$dir/override.txt" --extra dev -c requirements.lock -o requirements-dev.lock
	$(MAKE) $(VENV)/run.stamp
	version="$$($(BIN)/python -c 'from plotly.offline import get_plotlyjs_version as v; print(v())')"; \
		$(NPM) install $(NPM_LOCK) "plotly.js-basic-dist-min@$$version"
	$(NPM) install $(NPM_LOCK) --save-dev @biomejs/biome@latest jsdom@latest typescript@latest
	$(NPM) update $(NPM_LOCK)
