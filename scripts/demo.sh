#!/bin/sh
# Sets up qualmap in .venv and shows an official crosswalk and an inferred one. Needs Python 3.11 or newer.
set -eu
cd "$(dirname "$0")/.."
. scripts/setup.sh
install_into .venv requirements/demo.txt
.venv/bin/qualmap crosswalk ie-nfq eqf
.venv/bin/qualmap crosswalk za-nqf eqf
.venv/bin/qualmap explain za-nqf:8 eqf
