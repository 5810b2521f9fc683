#!/usr/bin/env bash
# Takes a picture of every page in every theme, on an X server of its own, for the README and for looking at.
#
#   tests/screenshots.sh [--size WxH] [--scale N] [--out DIR] [--lang CODE] [--page NAME] [--theme NAME]
#
# The demo day is posted up to the afternoon's storm, then the window is saved. The pages are those of the console's own
# table (`vigia --page list`). Environment of the user is left alone: home and data are in a temporary folder.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
size=1440x900 scale=1 out=$root/resources/screenshots lang='' only='' themes='dark light'
while [ $# -gt 0 ]; do
    case $1 in
        --size) size=$2 ;; --scale) scale=$2 ;; --out) out=$2 ;; --lang) lang=$2 ;;
        --page) only=$2 ;; --theme) themes=$2 ;;
        *) sed -n '2,7s/^# \{0,1\}//p' "$0"; exit 2 ;;
    esac
    shift 2
done
vigia=${VIGIA_BIN:-$root/build/release/bin}/vigia
[ -x "$vigia" ] || { echo "build first: ./run.sh or cmake --build --preset release"; exit 1; }

work=$(mktemp -d)
server=''
finish() { if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; fi; rm -rf "$work"; }
trap finish EXIT
export HOME=$work XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data XDG_RUNTIME_DIR=$work/run QT_QPA_PLATFORM=xcb
mkdir -p -m 700 "$XDG_RUNTIME_DIR" "$XDG_CONFIG_HOME" "$out"
unset WAYLAND_DISPLAY QT_SCALE_FACTOR
# Xvfb picks a free display and says which.
Xvfb -displayfd 3 -screen 0 5120x2880x24 3>"$work/display" >/dev/null 2>&1 &
server=$!
for _ in $(seq 50); do [ -s "$work/display" ] && break; sleep 0.1; done
[ -s "$work/display" ] || { echo "Xvfb did not start"; exit 3; }
export DISPLAY=:$(cat "$work/display") QT_SCALE_FACTOR=$scale
if [ -n "$lang" ]; then export VIGIA_CONSOLE_LANGUAGE=$lang; fi

common=(--demo --demo-speed 0 --demo-until 15:00 --listen 127.0.0.1:0 --tz America/Sao_Paulo --size "$size")
pages=${only:-$("$vigia" "${common[@]}" --page list)}
for page in $pages; do
    files=()
    if [ "$page" = checkout ]; then files=("$root"/data/checkout_[12].csv); fi
    for theme in $themes; do
        rm -rf "$work/config/vigia"
        timeout 600 "$vigia" "${common[@]}" --theme "$theme" --page "$page" --screenshot "$out/$page-$theme.png" \
            "${files[@]}" 2>"$work/log" || { cat "$work/log"; exit 1; }
        echo "$out/$page-$theme.png"
    done
done
