#!/bin/sh
# Sets up the development environment in .venv-dev and runs lint, format, types, docs, benchmarks and tests; with
# QUALMAP_COVERAGE set, also measures what the tests run and compares it with the floors. Arguments go to pytest.
set -eu
cd "$(dirname "$0")/.."
. scripts/setup.sh

# What the tests talk to: a program and the Debian package that brings it. Virtuoso's package of programs alone starts no
# server and asks nothing.
missing=
for pair in virtuoso-t:virtuoso-opensource-7-bin chromium:chromium curl:curl; do
    command -v "${pair%%:*}" >/dev/null || missing="$missing ${pair#*:}"
done
# apt-get waits for Debian's servers while pip waits for PyPI.
packages=
if [ -n "$missing" ]; then
    if [ "$(id -u)" = 0 ] && [ -f /etc/debian_version ]; then
        # shellcheck disable=SC2086  # one word for each package
        (apt-get update -qq &&
            DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null) &
        packages=$!
    else
        echo "missing, so the tests that need them are skipped; on Debian, as root: apt-get install$missing" >&2
    fi
fi

install_into .venv-dev requirements/dev.txt --editable
PATH="$PWD/.venv-dev/bin:$PATH"
export PATH

# The W3C's SPARQL queries, of which rdflib 5's source archive is the copy on PyPI; pip asks it for its name on the way.
suite="$PWD/.venv-dev/rdflib-5.0.0"
if [ ! -d "$suite" ]; then
    pip download --quiet --no-deps --no-binary rdflib --dest .venv-dev --require-hashes -r requirements/w3c.txt
    tar -xzf "$suite.tar.gz" -C .venv-dev
fi
export QUALMAP_W3C_SPARQL="$suite/test/DAWG"
[ -z "$packages" ] || wait "$packages"

ruff check .
ruff format --check .
mypy & # alone on its core; the others share the second
types=$!
lint-imports
mkdocs build --strict --quiet --site-dir "${TMPDIR:-/tmp}/qualmap-site"
qualmap validate frameworks crosswalks
lint="${TMPDIR:-/tmp}/qualmap-lint.txt"
qualmap lint >"$lint" || { cat "$lint"; exit 1; }
tail -n 1 "$lint"
wait "$types"
python benchmarks/run.py
python benchmarks/memory.py
if [ -z "${QUALMAP_COVERAGE:-}" ]; then
    python -m pytest "$@"
else # half as long again on Python 3.11, so on request
    rm -rf .coverage
    mkdir .coverage
    coverage run -m pytest "$@"
    python scripts/coverage_floor.py
fi
