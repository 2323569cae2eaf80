#!/bin/sh
# Sets up the development environment in .venv-dev and runs lint, format, types, tests, docs and benchmarks.
set -eu
cd "$(dirname "$0")/.."
. scripts/setup.sh
if ! command -v virtuoso-t >/dev/null && [ "$(id -u)" = 0 ] && [ -f /etc/debian_version ]; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends virtuoso-opensource >/dev/null
fi
install_into .venv-dev "--editable=.[dev]"
PATH="$PWD/.venv-dev/bin:$PATH"
export PATH
ruff check .
ruff format --check .
mypy
mkdocs build --strict --quiet --site-dir "${TMPDIR:-/tmp}/qualmap-site"
qualmap validate frameworks crosswalks
qualmap lint | tail -n 1
python benchmarks/run.py || echo "a benchmark is over its limit: run it again on a quiet machine" >&2
python benchmarks/memory.py
python -m pytest "$@"
