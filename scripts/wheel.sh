# Sourced by the scripts that try lms-emulator as users install it: in an empty environment, from the wheel, without this checkout.
# All of it is in $work, which goes when the script ends.

. "$(dirname -- "$0")/environment.sh"

prepare_tools() {
    environment dev
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    trap 'exit 130' INT TERM
    (
        cd "$root"
        "$venv/bin/python" -m pip install -qq --disable-pip-version-check --constraint constraints.txt --target "$work/tools" --group lowest
    )
    # uv does not read pip's settings, so it is told where pip looks.
    index=$("$venv/bin/python" -m pip config list | sed -n "s/^[^=]*[.]index-url='\(.*\)'$/\1/p" | tail -n 1)
    if [ -n "$index" ]; then
        export UV_DEFAULT_INDEX="$index"
    fi
    export UV_PYTHON_INSTALL_DIR="$work/pythons" UV_NO_CONFIG=1
}

prepare_wheel() {
    prepare_tools
    (
        cd "$root"
        "$venv/bin/python" -m hatchling build --target wheel --directory "$work/wheel" >"$work/why" 2>&1 || { cat "$work/why" >&2; exit 1; }
    )
}

uv() {
    "$work/tools/bin/uv" --quiet "$@"
}

# An empty environment with that version of Python (or that file), found here or fetched; 1 if it cannot be had.
make_empty() {
    wanted=$1
    for found in "python$1" "${PYENV_ROOT:-$HOME/.pyenv}/versions/$1".*/bin/python; do  # a name on the path may be a shim that does not run
        if found=$("$found" -c 'import sys; print(sys.executable)' 2>/dev/null); then
            wanted=$found
            break
        fi
    done
    uv venv --no-project --python "$wanted" "$work/environment" 2>"$work/why"
}

# The wheel and the versions of a file of pins, in the empty environment, and whether it works there.
try_wheel() {
    uv pip install --python "$work/environment" --constraints "$1" "$work"/wheel/*.whl
    "$work/environment/bin/python" "$root/scripts/smoke.py" "$work/environment"
}
