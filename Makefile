# What CI checks beside the tests. Use: make check (with the environment of the README's test command)
PYTHON ?= .venv/bin/python

.PHONY: check test docs
check:
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(dir $(PYTHON))lint-imports --no-cache
	$(PYTHON) scripts/write_command_docs.py --check

test:
	$(PYTHON) -m pytest

docs:
	$(PYTHON) scripts/write_command_docs.py
