"""The Debian package: built by CPack, valid for desktop, AppStream and lintian; its manuals tell every command and option."""
import re
import shutil
import subprocess
import sys

from vigia_e2e import BIN, SOURCE, check, run

BUILD = BIN.parent


def output(*command, cwd=None):
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=120)
    return done.returncode, done.stdout + done.stderr


def need(*tools):
    missing = [t for t in tools if not shutil.which(t)]
    if missing:
        print(f"skipped: no {', '.join(missing)} here")
        sys.exit(77)


def package(folder):
    code, text = output("cpack", "-G", "DEB", "-B", str(folder), cwd=BUILD)
    check(code == 0, f"cpack: {text}")
    return next(folder.glob("vigia_*.deb"))


def lintian_finds_no_error(folder):
    deb = package(folder)
    code, text = output("lintian", "--fail-on", "error", str(deb))
    check(code == 0, text)
    _, listing = output("dpkg-deb", "-c", str(deb))
    for file in ("usr/bin/vigia", "usr/bin/vigiactl", "usr/share/applications/vigia.desktop", "usr/share/icons/hicolor/scalable/apps/vigia.svg",
                 "usr/share/metainfo/io.github.vigia.Vigia.metainfo.xml", "usr/share/man/man1/vigia.1.gz", "usr/share/vigia/data/sample_day.csv", "usr/lib/systemd/user/vigia.service"):
        check(file in listing, f"{file} is not in the package:\n{listing}")


def the_unpacked_program_finds_its_samples(folder):
    deb = package(folder)
    check(output("dpkg-deb", "-x", str(deb), str(folder / "root"))[0] == 0, "dpkg-deb -x failed")
    code, text = output(str(folder / "root/usr/bin/vigiactl"), "--version")
    check(code == 0 and text.startswith("vigia"), text)
    check((folder / "root/usr/share/vigia/data/history.csv").stat().st_size > 100_000, "the sample history is missing")


def the_desktop_entry_and_the_metainfo_are_valid(_):
    code, text = output("desktop-file-validate", str(SOURCE / "resources/desktop/vigia.desktop"))
    check(code == 0 and not text, text)
    code, text = output("appstreamcli", "validate", "--no-net", str(SOURCE / "resources/desktop/io.github.vigia.Vigia.metainfo.xml"))
    check(code == 0, text)


def the_manuals_tell_every_command_and_common_option(_):
    for program in ("vigia", "vigiactl"):
        manual = (SOURCE / f"resources/man/{program}.1").read_text().replace("\\-", "-")
        _, text = output("env", "QT_QPA_PLATFORM=offscreen", str(BIN / program), "--help")
        commands = re.findall(r"^  ([a-z-]+)  +\S", text, re.M) if program == "vigiactl" else []
        if program == "vigiactl":
            check(len(commands) > 10, text)
            text = output(str(BIN / program), "serve", "--help")[1].split("--demo")[0]
        options = re.findall(r"--[a-z][a-z-]+", text.replace("-\n", "-"))
        check(len(options) > 5, text)
        for word in commands:
            check(re.search(rf"^\.B {word}$", manual, re.M), f"{program}(1) does not tell of {word}")
        for option in options:
            check(option in manual, f"{program}(1) does not tell of {option}")


need("cpack", "lintian", "desktop-file-validate", "appstreamcli", "dpkg-deb")
run(lintian_finds_no_error, the_unpacked_program_finds_its_samples, the_desktop_entry_and_the_metainfo_are_valid,
    the_manuals_tell_every_command_and_common_option)
