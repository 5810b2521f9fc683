#!/usr/bin/env bash
# Builds and runs every test, headless. Installs what is missing (Debian 12).
#   ./test.sh                     everything, release build
#   ./test.sh --preset asan       the same under another CMake preset: dev, asan, tsan, fuzz
#   ./test.sh -R 'tst_zone|e2e'   further arguments go to ctest
set -euo pipefail
cd "$(dirname "$0")"
preset=release
if [ "${1:-}" = --preset ]; then
    preset=$2
    shift 2
fi
. .ci/setup.sh
setup_packages test
cmake --preset "$preset" >build/configure.log 2>&1 || { cat build/configure.log >&2; exit 3; }
cmake --build --preset "$preset" -- --quiet
log=build/$preset/test-output.log
status=0
ctest --preset "$preset" -j "$(nproc)" --no-tests=error "$@" 2>&1 | tee "$log" || status=$?
failed=$(sed -nE 's/^[0-9]+% tests passed, ([0-9]+) tests? failed out of ([0-9]+).*/\1/p' "$log" | tail -n 1)
total=$(sed -nE 's/^[0-9]+% tests passed, ([0-9]+) tests? failed out of ([0-9]+).*/\2/p' "$log" | tail -n 1)
skipped=$(grep -cE '\*\*\*Skipped' "$log" || true)
echo "$((${total:-0} - ${failed:-0} - skipped)) passed, ${failed:-0} failed, $skipped skipped"
exit $status
