# Sourced by run.sh, test.sh and .ci/run: makes sure that the packages of packages.txt are there.
# setup_packages run|test - quick when there is nothing to do: a stamp in build/ remembers the list that was installed.
setup_packages() {
    local want stamp missing sudo=
    if [ "$1" = test ]; then
        want=$(sed -e 's/#.*//' -e 's/^\[test\]//' packages.txt | tr -s ' \n' ' ')
    else
        want=$(sed -e 's/#.*//' -e '/^\[test\]/d' packages.txt | tr -s ' \n' ' ')
    fi
    stamp="build/.packages-$1"
    [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$want" ] && return 0
    command -v dpkg-query >/dev/null || { echo "Vigia is set up by Debian packages; this system has no dpkg." >&2; return 3; }
    missing=$(for p in $want; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$p" 2>/dev/null)" = installed ] || echo "$p"
    done)
    if [ -n "$missing" ]; then
        if [ "$(id -u)" -ne 0 ]; then
            command -v sudo >/dev/null || { echo "These packages are missing; install them as root: $missing" >&2; return 3; }
            sudo=sudo
        fi
        echo "Installing $(echo "$missing" | wc -w) Debian packages (once) ..." >&2
        $sudo apt-get update -qq >&2 &&
        $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >&2 ||
            { echo "apt-get could not install: $missing" >&2; return 3; }
    fi
    mkdir -p build && printf '%s' "$want" > "$stamp"
}
