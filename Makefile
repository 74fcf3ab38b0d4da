# Set-up, run, test, measure. Every target is also written in the README as plain commands.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501

.PHONY: run test quick messages check bench lock browser clean

run: $(VENV)/.installed
	@test -f "$${GRIDSCOPE_WAREHOUSE:-warehouse}/CURRENT" || $(BIN)/python -m data demo
	@$(BIN)/python -m data rebuild --if-needed
	@echo "Gridscope: http://localhost:$(PORT)"
	$(BIN)/python -m uvicorn asgi:app --host 127.0.0.1 --port $(PORT) --log-level warning

# All of it, or with T=tests/pages/test_services.py that alone.
T ?=
test: $(VENV)/.installed-dev browser check
	$(BIN)/python -m pytest $(if $(T),$(T),--numprocesses 2 --no-loadscope-reorder)

# In under a minute: lint, types, the rules of the house, and what needs neither demo nor browser.
quick: $(VENV)/.installed-dev check
	$(BIN)/python -m pytest --quick --numprocesses 2

# New messages into the Chinese catalogue; what is left empty is translated by hand, and a test finds it.
messages: $(VENV)/.installed-dev
	$(BIN)/pybabel extract -q -F babel.cfg -k _ -k N_ -k plural:1,2 --no-location --sort-output -o gridscope.pot .
	$(BIN)/pybabel update -q -i gridscope.pot -d pages/locale -D gridscope -l zh_CN --no-fuzzy-matching --ignore-obsolete
	@rm gridscope.pot

check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks

lock: $(VENV)/.installed-dev
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --upgrade --generate-hashes --universal --python-version 3.11 --no-header --no-annotate requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --upgrade --generate-hashes --universal --python-version 3.11 --no-header --no-annotate requirements-dev.in -o requirements-dev.txt

# Real-browser tests need Chromium and Chinese fonts from the system.
browser:
	@if command -v chromium >/dev/null && fc-list :lang=zh | grep -q .; then exit 0; fi; \
	if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
		apt-get update --quiet=2 && DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet=2 chromium fonts-noto-cjk fontconfig; \
	else \
		echo "The browser tests need Chromium and a Chinese font. Install them, on Debian as root with:" >&2; \
		echo "  apt-get install chromium fonts-noto-cjk fontconfig" >&2; exit 1; \
	fi

$(VENV)/.installed: requirements.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Gridscope needs Python 3.11 or newer; set PYTHON=python3.11 (or newer).")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

clean:
	rm -rf warehouse static/geo .pytest_cache .mypy_cache .ruff_cache .hypothesis
