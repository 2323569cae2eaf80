#!/bin/sh
# Renews the locks in requirements/: the newest releases that pyproject.toml admits for Python 3.11 and newer, and the
# lowest, each with the hashes of its files. Arguments go to uv, such as `--upgrade-package rdflib`; without any, all are
# renewed.
set -eu
cd "$(dirname "$0")/.."
. scripts/setup.sh
make_venv .venv-lock
.venv-lock/bin/python -m pip install --quiet --disable-pip-version-check --upgrade uv

lock() {
    file="$1"
    shift
    .venv-lock/bin/uv pip compile --quiet --python-version 3.11 --generate-hashes --no-emit-index-url \
        --custom-compile-command "sh scripts/lock.sh" --group build --output-file "$file" "$@" pyproject.toml
}

[ $# -gt 0 ] || set -- --upgrade
lock requirements/dev.txt --universal --extra dev "$@"
lock requirements/demo.txt --universal --constraint requirements/dev.txt "$@" # the same releases, fewer of them

# The resolver would rather lift a declared package than take an older one that it depends on: so each is held where its
# bound begins.
grep -oE '"[A-Za-z-]+(\[[a-z]+\])?>=[0-9.]+' pyproject.toml |
    sed -E 's/"([A-Za-z-]+)(\[.*\])?>=(.*)/\1==\3.*/' >.venv-lock/lowest.txt
lock requirements/lowest.txt --python-platform linux --resolution lowest-direct --extra fit --extra test \
    --constraint .venv-lock/lowest.txt "$@"
