#!/bin/sh
# Sets up what a command of the Makefile needs, and nothing twice.
#
#   tools/setup.sh run     the packages that serve the site
#   tools/setup.sh check   these, and the tools that check the code
#   tools/setup.sh test    these, and what the tests need: Chromium, a font, a library; Java, for Spark
#
# Where it cannot go on, it says why in one sentence, gives the one line that helps, and exits 1.
set -eu

wanted=${1:-run}
case $wanted in
    run | check | test) ;;
    *)
        echo "usage: tools/setup.sh run|check|test" >&2
        exit 2
        ;;
esac

cd "$(dirname "$0")/.."
place=$(pwd -P)
venv=.venv
log=$(mktemp)
trap 'rm -rf "$log" "$venv/cache"' EXIT
trap 'exit 130' HUP INT TERM

if [ "$wanted" = run ]; then level="run"; else level="test"; fi

say() { printf '%s\n' "$1"; }

stop() { # one sentence, and the one line that helps
    printf '%s\n    %s\n' "$1" "$2" >&2
    exit 1
}

quietly() { # runs a command; what it said is shown only when it fails
    "$@" >"$log" 2>&1 </dev/null && return 0
    tail -n 30 "$log" >&2
    return 1
}

# --- what the system must have --------------------------------------------------------------

find_python() { # the first Python from 3.11 on that has these modules
    for name in python3.13 python3.12 python3.11 python3; do
        if "$name" -c "import sys, $1; sys.exit(sys.version_info < (3, 11))" 2>/dev/null; then
            printf '%s\n' "$name"
            return 0
        fi
    done
    return 1
}

venv_package() { # Debian keeps ensurepip, and with it venv, in a package of its own
    if name=$(find_python os); then
        "$name" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
    else
        echo python3-venv
    fi
}

has_chromium() {
    for name in chromium chromium-browser google-chrome; do
        if command -v "$name" >/dev/null; then return 0; fi
    done
    return 1
}

has_libatomic() { # the part of Playwright that drives Chromium is linked to it
    if [ "$(uname)" != Linux ]; then return 0; fi
    name=$(find_python ctypes) && "$name" -c 'import ctypes; ctypes.CDLL("libatomic.so.1")' 2>/dev/null
}

has_java() { # Spark runs on Java 17 and newer
    found=$("${JAVA_HOME:+$JAVA_HOME/bin/}java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
    [ "${found:-0}" -ge 17 ]
}

apt_get() { $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=120 "$@"; }

apt_get_anew() { # with fresh lists of packages
    apt_get update
    apt_get install --no-install-recommends "$@"
}

install_packages() { # by apt-get, when this user may
    if ! command -v apt-get >/dev/null; then
        stop "InBeeld needs what Debian calls $*, and there is no apt-get here: install it and try again." "make $wanted"
    fi
    line="sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"
    if [ "$(id -u)" -eq 0 ]; then
        as_root=""
        line="apt-get update && apt-get install -y --no-install-recommends $*"
    elif sudo -n true 2>/dev/null; then
        as_root="sudo -n"
    else
        stop "InBeeld needs packages of the system that this user may not install: run this line and try again." "$line"
    fi
    say "Installing $* with apt-get ..."
    # The lists of packages may be missing or old: only then are they fetched.
    apt_get install --no-install-recommends "$@" >"$log" 2>&1 </dev/null ||
        quietly apt_get_anew "$@" ||
        stop "apt-get could not install what InBeeld needs: see its message above, run this line and try again." "$line"
}

# --- what stands in .venv -------------------------------------------------------------------

made_here() { # a .venv that was moved or copied has scripts that point elsewhere
    [ -x $venv/bin/python ] && [ "$(cat $venv/place 2>/dev/null)" = "$place" ]
}

fingerprint() { # changes with the pinned versions, the project's own metadata, and Python
    if [ "$1" = run ]; then set -- uv.txt run.txt; else set -- uv.txt run.txt test.txt; fi
    (cd requirements && cat "$@" ../pyproject.toml) | cksum
    $venv/bin/python --version
}

ready() { made_here && [ "$(cat $venv/ready-$level 2>/dev/null)" = "$(fingerprint $level)" ]; }

has_room() { # in MB: what stays, and what unpacking takes besides
    if made_here && [ -e $venv/ready-$level ]; then return 0; fi # only what changed comes in
    if [ $level = test ]; then needed=4000; else needed=1200; fi
    free=$(df -Pk . | awk 'NR == 2 { print int($4 / 1024) }')
    [ "${free:-$needed}" -ge "$needed" ] ||
        stop "InBeeld needs $needed MB of free disk here to install its packages, and $free MB are free: make room and try again." \
            "make $wanted"
}

install() { # by uv; by pip where there is no uv, or where only pip knows the way to its packages
    if [ -x $venv/bin/uv ]; then
        # A cache of its own: PySpark comes as source of 450 MB, and an index that does not say what has
        # changed makes uv keep it anew each time, until the disk is full.
        $venv/bin/uv pip install --cache-dir $venv/cache --python $venv/bin/python "$@" >"$log" 2>&1 </dev/null && return 0
    fi
    quietly $venv/bin/python -m pip install --disable-pip-version-check "$@" ||
        stop "The packages that InBeeld needs could not be installed: see the message above and try again." "make $wanted"
}

make_venv() {
    say "Making $venv with $("$python" --version) ..."
    quietly "$python" -m venv --clear $venv ||
        stop "Python could not make $venv: see its message above and try again." "make $wanted"
    printf '%s\n' "$place" >$venv/place
}

fill_venv() {
    say "Installing the pinned packages in $venv ..."
    if [ ! -x $venv/bin/uv ]; then # where uv has no build for this machine, pip does it all
        $venv/bin/python -m pip install --disable-pip-version-check --require-hashes \
            -r requirements/uv.txt >"$log" 2>&1 </dev/null || true
    fi
    set -- --require-hashes -r requirements/run.txt
    if [ $level = test ]; then set -- "$@" -r requirements/test.txt; fi
    install "$@"
    install --no-deps --no-build-isolation --editable .
    fingerprint run >$venv/ready-run
    if [ $level = test ]; then fingerprint test >$venv/ready-test; fi
}

# --- what happens ---------------------------------------------------------------------------

# Everything that is missing is asked for at once, so that there is one line to run.
missing=""
python=python3
if ! made_here && ! python=$(find_python "ensurepip, venv"); then missing=$(venv_package); fi
if [ "$wanted" = test ]; then
    if ! has_chromium; then missing="$missing chromium fonts-dejavu-core"; fi
    if ! has_libatomic; then missing="$missing libatomic1"; fi
    if ! has_java; then missing="$missing default-jre-headless"; fi
fi
if [ -n "$missing" ]; then
    # shellcheck disable=SC2086  # a list of package names
    install_packages $missing
    if ! made_here && ! python=$(find_python "ensurepip, venv"); then
        stop "InBeeld needs Python 3.11 or newer, and the packages of this system give an older one: install it and try again." \
            "https://www.python.org/downloads/"
    fi
fi
ready || has_room
made_here || make_venv
ready || fill_venv
