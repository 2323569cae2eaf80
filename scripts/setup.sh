# Shared by demo.sh and test.sh: a virtual environment with the given requirement installed, quietly.

install_into() {
    python="${PYTHON:-python3}"
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        { echo "qualmap needs Python 3.11 or newer; set PYTHON to one" >&2; exit 2; }
    [ -x "$1/bin/python" ] || "$python" -m venv "$1"
    "$1/bin/python" -m pip install --quiet --disable-pip-version-check "$2"
}
