# Needs Python >= 3.11 and make; everything else goes into .venv. Try: make demo

# The first interpreter that is new enough; choose another with: make PYTHON=/path/to/python3.12
PYTHON = $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)

VENV = .venv
BIN = $(VENV)/bin
# The editable install of setuptools warns of itself
PIP = PYTHONWARNINGS=ignore $(BIN)/python -m pip --disable-pip-version-check install --quiet -c constraints.txt
METADATA = setup.cfg pyproject.toml constraints.txt

# Stamps: a second run has nothing to install
INSTALLED = $(VENV)/.installed
INSTALLED_DEV = $(VENV)/.installed-dev

.DEFAULT_GOAL = help
.PHONY: help venv install demo test lint bench bench-full bench-accounts clean

help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s  %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

venv: $(BIN)/python  ## Make the environment, .venv

install: $(INSTALLED)  ## Install dedup into .venv

$(BIN)/python:
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "dedup needs Python 3.11 or later, and '$(PYTHON)' is not that: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	@echo "making $(VENV) with $(PYTHON)"
	@"$(PYTHON)" -m venv $(VENV) || { \
		echo "no venv could be made: on Debian and Ubuntu, apt install python3-venv" >&2; rm -rf $(VENV); exit 1; }

$(INSTALLED): $(METADATA) | $(BIN)/python
	@echo "installing dedup"
	@$(PIP) --editable .
	@touch $@

$(INSTALLED_DEV): $(METADATA) | $(BIN)/python
	@echo "installing dedup and what its tests need"
	@$(PIP) --editable '.[dev]'
	@touch $@ $(INSTALLED)

# When the five articles were printed: text files bring no date of their own
ACCORD = 'fixtures/accord/*.txt' --date phone_call=2025-06-06 --date london_talks=2025-06-11 \
	--date confirmation=2025-06-27 --date analysis=2025-06-28 --date fact_sheet=2025-11-01

demo: $(INSTALLED)  ## Clean and compare the accord story into demo/, and print the report
	@rm -rf demo
	@$(BIN)/dedup clean $(ACCORD) -o demo/clean
	@$(BIN)/dedup diff $(ACCORD) --output-format json -o demo/comparison.json
	@$(BIN)/dedup diff $(ACCORD) -o demo/report.txt
	@$(BIN)/dedup diff $(ACCORD)
	@echo
	@echo "written:"
	@find demo -type f | sort | sed 's/^/  /'

test: $(INSTALLED_DEV)  ## Run every test
	@$(BIN)/python -m pytest

lint: $(INSTALLED_DEV)  ## Check form, style and types
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@$(BIN)/mypy

bench: $(INSTALLED)  ## Measure dedup and its peers on 10,000 articles (minutes)
	@$(BIN)/python -m benchmarks.run 10000

bench-full: $(INSTALLED)  ## The same on up to 1,000,000 articles (hours; 8 GB of disk)
	@$(BIN)/python -m benchmarks.run 10000 100000 1000000

bench-accounts: $(INSTALLED)  ## Hold dedup diff against the stories in fixtures/, and say why it misses what it misses
	@$(BIN)/python -m benchmarks.accounts

clean:  ## Remove the environment, the demo and what tools left behind
	@rm -rf $(VENV) demo build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
