# Shared by the other scripts: virtual environments with exactly what a lock in requirements/ names.

make_venv() { # FOLDER
    python="${PYTHON:-python3}"
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        { echo "qualmap needs Python 3.11 or newer; set PYTHON to one" >&2; exit 2; }
    [ -x "$1/bin/python" ] || "$python" -m venv "$1"
}

install_into() { # FOLDER LOCK [--editable]: the lock, if it has changed, then this tree; quietly
    make_venv "$1"
    pip="$1/bin/python -m pip install --quiet --disable-pip-version-check"
    if ! cmp -s "$2" "$1/installed.txt"; then
        $pip --no-deps --require-hashes -r "$2"
        cp "$2" "$1/installed.txt"
    fi
    $pip --no-deps --no-build-isolation ${3:-} .
}
