#!/bin/sh
# Runs the tests that need no server, browser or wheel with the lowest versions that pyproject.toml declares, in
# .venv-lowest. Needs Python 3.11, as old as they are. Arguments go to pytest.
set -eu
cd "$(dirname "$0")/.."
. scripts/setup.sh
install_into .venv-lowest requirements/lowest.txt --editable
PATH="$PWD/.venv-lowest/bin:$PATH"
export PATH

# Of the server's tests those of Range, for which starlette has its bound. Old releases call names that newer ones of
# their neighbours warn of.
python -m pytest tests -W ignore::DeprecationWarning -W ignore::FutureWarning \
    --ignore=tests/store/test_remote.py --ignore=tests/site/test_site_browser.py --ignore=tests/test_wheel.py \
    --ignore=tests/evaluation/test_semra.py --ignore=tests/store/test_workers.py --ignore-glob='tests/web/test_serve_[!r]*' "$@"
