# Sourced by the scripts beside it. `environment run`, `dev` or `mutants` makes .venv with the versions in constraints.txt, once, and again when
# those, pyproject.toml or the folder's own place change. `dev` adds what tests and checks need, `mutants` what mutation testing needs, `fuzz` Schemathesis.

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
venv="$root/.venv"

say() {
    printf '%s\n' "$*" >&2
}

# The first Python that is new enough; a name on the path may be a shim that does not run, so each is asked.
find_python() {
    for python in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11 python; do
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            return
        fi
    done
    found=$("${PYTHON:-python3}" --version 2>&1) || found="no Python 3"
    say "lms-emulator needs Python 3.11 or newer, and there is $found here. Install one, or name it: PYTHON=/path/to/python3 $0"
    exit 1
}

# Each kind holds those before it.
installed() {
    case $1 in
        run) kinds="run dev mutants fuzz" ;;
        dev) kinds="dev mutants fuzz" ;;
        *) kinds=$1 ;;
    esac
    for kind in $kinds; do
        if [ "$(cat "$venv/.installed-$kind" 2>/dev/null)" = "$wanted" ]; then
            return
        fi
    done
    return 1
}

environment() {
    wanted="$root $(cat "$root/pyproject.toml" "$root/constraints.txt" | cksum)"
    stamp="$venv/.installed-$1"
    if [ -x "$venv/bin/python" ] && installed "$1"; then
        return
    fi
    say "Installing lms-emulator into $venv (only now, and when its pinned versions change) ..."
    if ! [ -x "$venv/bin/python" ] || ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
        find_python
        if ! "$python" -m venv --clear "$venv" >&2; then
            say "Python could not make a virtual environment in $venv; on Debian and Ubuntu: apt-get install python3-venv"
            exit 1
        fi
    fi
    rm -f "$venv"/.installed-*
    if ! (cd "$root" && install_packages "$1"); then
        say "Installing failed; the lines above say why. It needs a package index that pip can reach."
        exit 1
    fi
    printf '%s\n' "$wanted" >"$stamp"
}

# Editable, so that changes to the code count at once. The pinned pip comes first: older ones know neither option.
install_packages() {
    pip() {
        "$venv/bin/python" -m pip -qq --disable-pip-version-check "$@"
    }
    export PIP_ROOT_USER_ACTION=ignore
    pip install --constraint constraints.txt pip || return
    case $1 in
        mutants) set -- --group dev --group mutants ;;
        fuzz) set -- --group dev --group fuzz ;;
        dev) set -- --group dev ;;
        *) set -- ;;
    esac
    pip install --constraint constraints.txt --build-constraint constraints.txt "$@" --editable .
}

# For a script that takes no options: `without_options "$@"`.
without_options() {
    [ $# -eq 0 ] || { say "scripts/${0##*/} takes no options: $1"; exit 2; }
}
