# The suite's commands. Every target first makes sure that the environment is there (quick the second time).
PY := .venv/bin/python

.PHONY: setup test lint requisitos
setup:
	@installer/preparar.sh

test: setup
	@$(PY) -m pytest

lint: setup
	@$(PY) -m ruff check . && $(PY) -m ruff format --check . && $(PY) -m mypy

requisitos:
	uv pip compile --universal --python-version 3.11 --generate-hashes -q installer/requirements.in -o requirements.txt --custom-compile-command "make requisitos"
	uv pip compile --universal --python-version 3.11 --generate-hashes -q installer/requirements-pg.in -o installer/requirements-pg.txt --custom-compile-command "make requisitos"
