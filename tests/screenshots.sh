#!/usr/bin/env bash
# Takes the pictures of the README, or many to look at, on an X server of its own.
#
#   tests/screenshots.sh                 every page and the wall board, dark and light, and the Live page in
#                                        Portuguese, into resources/screenshots
#   tests/screenshots.sh --look DIR      every page and theme at 1366x768, 1920x1080 and 2560x1440, at twice the
#                                        scale, and in Portuguese, into DIR
#   [--page NAME,NAME] [--size WxH] [--until HH:MM] [--out DIR]   fewer pages, another size, another time of day
#
# The demo day is posted up to the afternoon's storm; then one run of the console shows page after page. The pages
# are those of the console's own table. Nothing of the user is touched: home, data and display are temporary.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
usage() { sed -n '2,11s/^# \{0,1\}//p' "$0"; exit 2; }
size=1440x900 out=$root/resources/screenshots look='' pages='' until=15:00
while [ $# -gt 0 ]; do
    [ $# -gt 1 ] || usage
    case $1 in
        --size) size=$2 ;; --out) out=$2 ;; --page) pages=$2 ;; --until) until=$2 ;;
        --look) look=yes out=$2 ;;
        *) usage ;;
    esac
    shift 2
done
vigia=${VIGIA_BIN:-$root/build/release/bin}/vigia
[ -x "$vigia" ] || { echo "build first: ./run.sh or cmake --build --preset release" >&2; exit 1; }
command -v Xvfb >/dev/null || { echo "Xvfb is missing: apt-get install xvfb" >&2; exit 77; }

work=$(mktemp -d)
server=''
finish() {
    if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; fi
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM
mkdir -p "$out"
out=$(cd "$out" && pwd)
mkdir -m 700 "$work/run" "$work/config" "$work/data" "$work/pictures"
# Nothing of the user's settings, and no sound.
for name in $(compgen -e | grep -E '^(VIGIA_|SMTP_|ALERT_|TEAMS_|QT_|XDG_|LC_|LANG|WAYLAND_|DBUS_)' | grep -vxE 'VIGIA_BIN'); do unset "$name"; done
export HOME=$work XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data XDG_RUNTIME_DIR=$work/run
export QT_QPA_PLATFORM=xcb LC_ALL=C.UTF-8 VIGIA_CONSOLE_LANGUAGE=en VIGIA_CONSOLE_VOLUME=0
# Xvfb picks a free display and says which.
Xvfb -displayfd 3 -nolisten tcp -screen 0 5120x2880x24 3>"$work/display" >/dev/null 2>&1 &
server=$!
for _ in $(seq 100); do [ -s "$work/display" ] && break; sleep 0.1; done
[ -s "$work/display" ] || { echo "Xvfb did not start" >&2; exit 3; }
DISPLAY=:$(head -1 "$work/display")
export DISPLAY

# take NAME-PATTERN SIZES PAGES: one run of the console; an empty list of pages is all of them and the wall board.
take() {
    local chosen=()
    if [ -n "$3" ]; then chosen=(--page "$3"); fi
    (cd "$work" && timeout 900 "$vigia" --demo --demo-speed 0 --demo-until "$until" --listen 127.0.0.1:0 --tz America/Sao_Paulo \
        --size "$2" "${chosen[@]}" --screenshot "$work/pictures/$1" "$root"/data/checkout_[12].csv) 2>"$work/log" ||
        { cat "$work/log" >&2; exit 1; }
    rm -rf "$XDG_CONFIG_HOME/vigia"
}
if [ -n "$look" ]; then
    take "{page}-{theme}-{size}.png" 1366x768,1920x1080,2560x1440 "$pages"
    QT_SCALE_FACTOR=2 take "{page}-{theme}-{size}-twice.png" 1366x768 "$pages"
    VIGIA_CONSOLE_LANGUAGE=pt_BR take "{page}-{theme}-{size}-pt.png" 1366x768 "$pages"
else
    take "{page}-{theme}.png" "$size" "$pages"
    if [ -z "$pages" ]; then VIGIA_CONSOLE_LANGUAGE=pt_BR VIGIA_CONSOLE_THEME=light take live-portuguese.png "$size" live; fi
fi
# Few colours: a quarter of the size and no difference that one sees.
if command -v pngquant >/dev/null; then pngquant --force --ext .png --skip-if-larger --strip "$work"/pictures/*.png || [ $? = 98 ]; fi
cp "$work"/pictures/*.png "$out/"
(cd "$work/pictures" && printf "$out/%s\n" *.png)
