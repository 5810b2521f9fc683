"""The pictures of the README come from one command: here of one page, both themes, over the first hours of the demo day."""
import os
import shutil
import subprocess
import sys

from vigia_e2e import SOURCE, check, run


def size_of(png):
    head = png.read_bytes()[:24]
    check(head[:8] == b"\x89PNG\r\n\x1a\n" and head[12:16] == b"IHDR", f"{png.name} is no PNG")
    return int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")


def one_page_in_both_themes(folder):
    (folder / "tmp").mkdir()
    done = subprocess.run([SOURCE / "tests/screenshots.sh", "--page", "live,wall", "--size", "1000x700", "--until", "01:00",
                           "--out", folder / "pictures"], capture_output=True, text=True, timeout=150,
                          env={**os.environ, "TMPDIR": str(folder / "tmp")})
    check(done.returncode == 0, f"{done.returncode}: {done.stderr}")
    expected = ["live-dark.png", "live-light.png", "wall-dark.png", "wall-light.png"]
    check(sorted(os.listdir(folder / "pictures")) == expected, os.listdir(folder / "pictures"))
    for name in expected:
        check(size_of(folder / "pictures" / name) == (1000, 700), f"{name}: {size_of(folder / 'pictures' / name)}")
        check(str(folder / "pictures" / name) in done.stdout, f"{name} is not named: {done.stdout}")
    dark, light = ((folder / "pictures" / f"live-{theme}.png").read_bytes() for theme in ("dark", "light"))
    check(dark != light, "both themes gave the same picture")
    check(os.listdir(folder / "tmp") == [], f"left behind: {os.listdir(folder / 'tmp')}")


if not shutil.which("Xvfb") or not (SOURCE / "tests/screenshots.sh").exists() or not os.path.exists(os.environ["VIGIA_BIN"] + "/vigia"):
    print("skipped: needs Xvfb and the console")
    sys.exit(77)
run(one_page_in_both_themes)
