#!/usr/bin/env bash
# The figures of the window, in one command: start, zoom and pan over a year, pauses of the GUI thread while another year is imported and 100,000 rows a
# second arrive, seven live charts at 10 Hz, memory.
#   tests/bench/window_figures.sh [BUILD_DIR]      (default build/release; builds bench_window, load_http and vigiactl)
# Needs an otherwise idle machine: the wall clock holds what others take. The year has an incident day each week.
set -euo pipefail
cd "$(dirname "$0")/../.."
build=$(realpath "${1:-build/release}")
cmake --build "$build" --target bench_window load_http vigiactl -- --quiet
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT
export HOME=$work QT_QPA_PLATFORM=${QT_QPA_PLATFORM:-offscreen} LC_ALL=C.UTF-8 TZ=UTC

week() # SEED START: a week that ends with a day of incidents, without the header
{
    "$build/bin/vigiactl" generate --days 7 --seed "$1" --start "$2" --incidents | tail -n +2
}
weeks() # DAY FILE: 52 weeks up to DAY
{
    echo "time,status,count" > "$2"
    for i in $(seq 52 -1 1); do week "$i" "$(date -d "$1 - $((i * 7)) days" +%F)" >> "$2"; done
}
weeks "$(date +%F)" "$work/year.csv"
weeks "$(date -d '364 days ago' +%F)" "$work/before.csv"
"$build/bin/vigiactl" import --data-dir "$work/data" --tz America/Sao_Paulo "$work/year.csv"
uptime
mkfifo "$work/said"
"$build/bench/bench_window" --data-dir "$work/data" --import "$work/before.csv" --seconds 10 2>"$work/err" >"$work/said" &
bench=$!
while read -r line; do
    echo "$line"
    case $line in
    "listening on "*) url=${line#listening on } ;;
    "import begins") "$build/bench/load_http" --url "$url" --connections 8 --rows 1000 --rate 100000 --seconds 10 & ;;
    esac
done <"$work/said"
wait $bench || { cat "$work/err"; exit 1; }
