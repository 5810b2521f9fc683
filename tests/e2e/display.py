"""An X server of its own with a window manager, keys by xdotool, and what a screen reader finds there."""
import os
import subprocess
import sys
import time

from vigia_e2e import check, wait_until

ON_A_BUS = "VIGIA_E2E_ON_A_BUS"


class Display:
    """An X server of its own, with a window manager so that keys find the window."""

    def __init__(self, size="1600x1000"):
        self.size = size

    def __enter__(self):
        read, write = os.pipe()
        self.server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", self.size + "x24"], pass_fds=[write],
                                       stderr=subprocess.DEVNULL)
        os.close(write)
        self.pipe = os.fdopen(read)  # stays open: the server may write to it in parts, and a closed pipe would end it
        self.name = ":" + self.pipe.readline().strip()
        self.env = {**os.environ, "DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb"}
        self.manager = subprocess.Popen(["openbox"], env=self.env, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        return self

    def __exit__(self, *_):
        for process in (self.manager, self.server):
            process.kill()
            process.wait()
        self.pipe.close()

    def do(self, *arguments):
        subprocess.run(["xdotool", *map(str, arguments)], env=self.env, check=True, timeout=20, stdout=subprocess.DEVNULL)

    def ask(self, *arguments):
        done = subprocess.run(["xdotool", *map(str, arguments)], env=self.env, capture_output=True, text=True, timeout=20)
        return done.stdout.split("\n")[:-1] if done.returncode == 0 else []

    def key(self, *keys):
        self.do("key", "--clearmodifiers", "--delay", "30", *keys)

    def type(self, text):
        self.do("type", "--clearmodifiers", "--delay", "8", text)

    def titles(self):
        """Of the windows that can be seen."""
        found = []
        for window in self.ask("search", "--onlyvisible", "--name", "."):
            found += self.ask("getwindowname", window)
        return found

    def active(self):
        """The title of the window that takes the keys."""
        return " ".join(self.ask("getactivewindow", "getwindowname"))

    def window(self, title, seconds=30):
        """Waits until a window with this in its title takes the keys."""
        return wait_until(lambda: title in self.active() and self.active(), seconds, f"a window named {title}")


def on_a_message_bus():
    """Runs the script again below a message bus of its own, as a desktop has one; returns there."""
    if os.environ.get(ON_A_BUS):
        return
    os.environ[ON_A_BUS] = "yes"
    os.execvp("dbus-run-session", ["dbus-run-session", "--", sys.executable, *sys.argv])


class Reader:
    """What a screen reader finds and hears, through the accessibility bus. Needs on_a_message_bus() and DISPLAY set."""

    def __init__(self, program):
        import gi
        gi.require_version("Atspi", "2.0")
        from gi.repository import Atspi, GLib
        self.atspi, self.glib, self.program = Atspi, GLib, program
        self.heard = []
        Atspi.init()
        self.listener = Atspi.EventListener.new(self._hear)
        for event in ("object:property-change:accessible-name", "object:state-changed:showing", "object:announcement"):
            self.listener.register(event)

    def _hear(self, event):
        try:
            if event.source.get_role_name() in ("alert", "notification"):
                self.heard.append(event.source.get_name())
        except self.glib.Error:  # gone again
            pass

    def listen(self, seconds=0.3):
        """Lets what was said arrive, and returns all of it so far."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            while self.glib.MainContext.default().iteration(False):
                pass
            time.sleep(0.02)
        return self.heard

    def _walk(self, item, depth=0):
        if depth > 30:
            return
        try:
            count = min(item.get_child_count(), 300)
            for i in range(count):
                child = item.get_child_at_index(i)
                if child is None:
                    continue
                yield child
                yield from self._walk(child, depth + 1)
        except self.glib.Error:
            return

    def all(self):
        """Everything that can be seen, as (role, name, object)."""
        self.listen(0.1)
        found = []
        desktop = self.atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            program = desktop.get_child_at_index(i)
            if program is None or program.get_name().lower() != self.program:
                continue
            for item in self._walk(program):
                try:
                    if item.get_state_set().contains(self.atspi.StateType.SHOWING):
                        found.append((item.get_role_name(), item.get_name() or "", item))
                except self.glib.Error:
                    continue
        return found

    def names(self, role=None):
        return [name for kind, name, _ in self.all() if name and role in (None, kind)]

    def sees(self, text):
        return any(text in name for name in self.names())
