#!/bin/sh
# Sets up the development environment in .venv-dev and runs lint, format, types, tests, docs and benchmarks.
set -eu
cd "$(dirname "$0")/.."
. scripts/setup.sh
install_into .venv-dev "--editable=.[dev]"
PATH="$PWD/.venv-dev/bin:$PATH"
export PATH
ruff check .
ruff format --check .
mypy
mkdocs build --strict --quiet --site-dir "${TMPDIR:-/tmp}/qualmap-site"
python benchmarks/run.py
python benchmarks/memory.py
python -m pytest "$@"
