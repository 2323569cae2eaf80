#!/bin/sh
# Tries the properties on random examples: 20 seeds, or as many as the first argument says, from the second (1) on.
# What else is given goes to pytest: scripts/laws.sh 20 1 -k laws. Needs .venv-dev, which scripts/test.sh makes, or
# another Python in PYTHON.
set -eu
cd "$(dirname "$0")/.."
python="${PYTHON:-.venv-dev/bin/python}"
seeds="${1:-20}" first="${2:-1}"
[ $# -lt 2 ] && shift $# || shift 2

failed=
for seed in $(seq "$first" $((first + seeds - 1))); do
    echo "seed $seed"
    "$python" -m pytest -q -m hypothesis --hypothesis-profile random --hypothesis-seed "$seed" tests "$@" || failed="$failed $seed"
done
[ -z "$failed" ] || { echo "failed with seeds:$failed" >&2; exit 1; }
echo "$seeds seeds, 0 failures"
