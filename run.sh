#!/usr/bin/env bash
# Opens the console: installs what is missing (Debian 12), builds, runs. Arguments go to vigia (build/release/bin/vigia --help).
# With no arguments the first run opens in demo mode; without a display it runs `vigiactl serve --demo`.
set -euo pipefail
cd "$(dirname "$0")"
. .ci/setup.sh
setup_packages run
mkdir -p build
if [ ! -f build/release/build.ninja ]; then
    echo "Configuring ..." >&2
    cmake --preset release ${VIGIA_RUN_CMAKE_ARGS:-} >build/configure.log 2>&1 || { cat build/configure.log >&2; exit 3; }
fi
cmake --build --preset release --target vigia vigiactl -- --quiet >&2
bin=$PWD/build/release/bin
cd "${OLDPWD:-$PWD}"
if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}${QT_QPA_PLATFORM:-}" ]; then
    case " $* " in
    *" --help "* | *" --version "*) export QT_QPA_PLATFORM=offscreen ;;
    *)
        [ $# -gt 0 ] || set -- --demo
        echo "No display here, so Vigia runs without a window: vigiactl serve $*" >&2
        echo "Its page is /dashboard at the address below." >&2
        exec "$bin/vigiactl" serve "$@"
        ;;
    esac
fi
exec "$bin/vigia" "$@"
