# What CI checks beside the tests. Use: make check (with the environment of the README's test command)
PYTHON ?= .venv/bin/python

.PHONY: check test docs
check:
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(PYTHON) -c "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
	$(PYTHON) scripts/write_command_docs.py --check

test:
	$(PYTHON) -m pytest

docs:
	$(PYTHON) scripts/write_command_docs.py
