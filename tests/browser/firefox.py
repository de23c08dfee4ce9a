"""Firefox as it is installed, driven over WebDriver BiDi, which it speaks by itself: one process, one tab, no driver beside it.

What the pages write to the console is kept, and scrollbars take their room, as for readers whose system shows them.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

# A browser that asks nobody for anything by itself.
PREFERENCES = {
    "app.normandy.enabled": False,
    "browser.newtabpage.activity-stream.feeds.system.topstories": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    # A window that nobody looks at gets its timers once a second, and later still if they have work to do.
    "dom.min_background_timeout_value_without_budget_throttling": 4,
    "dom.timeout.enable_budget_timer_throttling": False,
    "extensions.getAddons.cache.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": False,
    "widget.gtk.overlay-scrollbars.enabled": False,
}
SECONDS_TO_START = 60  # On a cold disk, beside other tests
SECONDS_TO_ANSWER = 120
SECONDS_TO_COME = 60  # What is waited for comes within a fraction of them, unless the machine is slow and has other work.
ENTER, ESCAPE, LEFT, RIGHT = "\ue007", "\ue00c", "\ue012", "\ue014"
# What Firefox says of a part of a formula with too few or too many parts of its own, and how many MathML asks for.
_PARTS_AMISS = re.compile(r"error: Invalid markup: Incorrect number of children for <(\w+)/> tag\.")
_PARTS = {"mfrac": 2, "mover": 2, "mroot": 2, "msub": 2, "msubsup": 3, "msup": 2, "munder": 2, "munderover": 3}
_LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")


class Firefox:
    """A tab; every question is asked of the page that it shows."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._asked = 0
        self.console: list[str] = []
        self.send("session.new", capabilities={})
        self.send("session.subscribe", events=["log.entryAdded"])
        # The one that is there never gets the focus of the system.
        self._tab = self.send("browsingContext.create", type="tab")["context"]

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send one command and return its result; what happens in between is noted."""
        self._asked += 1
        self._connection.send(json.dumps({"id": self._asked, "method": method, "params": parameters}))
        while True:
            said = json.loads(self._connection.recv(timeout=SECONDS_TO_ANSWER))
            if said.get("method") == "log.entryAdded":
                entry = said["params"]
                self.console.append(f"{entry['level']}: {entry['text']}")
            if said.get("id") == self._asked:
                assert said["type"] == "success", f"{method}: {said.get('message')}"
                result: dict[str, Any] = said["result"]
                return result

    def said(self) -> list[str]:
        """Give what the page wrote to the console and forget it; the page must have come whole.

        Firefox draws a page while it arrives: where that stops inside a formula, it calls the half of it wrong. What is so in the whole
        page counts, so such a line stays only if one of its formulas has in fact another number of parts than MathML asks for.
        """
        lines, self.console = self.console, []
        return [line for line in lines if not (found := _PARTS_AMISS.fullmatch(line)) or self._has_parts_amiss(found[1])]

    def _has_parts_amiss(self, tag: str) -> bool:
        if tag not in _PARTS:
            return True
        return bool(self.ask(f"[...document.querySelectorAll('{tag}')].some(part => part.childElementCount !== {_PARTS[tag]})"))

    def size(self, width: int, height: int) -> None:
        self.send("browsingContext.setViewport", context=self._tab, viewport={"width": width, "height": height})

    def go(self, url: str, wait: str = "complete") -> None:
        """Open a page and wait until everything of it has come; with "none" for nothing."""
        self.send("browsingContext.navigate", context=self._tab, url=url, wait=wait)

    def ask(self, expression: str) -> Any:
        """Return what a script finds on the page; it may be a promise of it."""
        # As text: lists and mappings would come back in pieces otherwise.
        wrapped = f"(async () => JSON.stringify(await ({expression})) ?? 'null')()"
        answer = self.send("script.evaluate", expression=wrapped, target={"context": self._tab}, awaitPromise=True, userActivation=True)
        assert answer["type"] == "success", answer["exceptionDetails"]["text"]
        return json.loads(answer["result"]["value"])

    def wait(self, condition: str) -> None:
        """Wait until something is so."""
        assert self.comes(condition, SECONDS_TO_COME), f"not so within {SECONDS_TO_COME} seconds: {condition}"

    def comes(self, condition: str, seconds: int = 2) -> bool:
        """Return whether something is so before long."""
        patient = f"""(async () => {{
          const end = performance.now() + {seconds * 1000};
          for (;;) {{
            if ({condition}) return true;
            if (performance.now() > end) return false;
            await new Promise(go => setTimeout(go, 25));
          }}
        }})()"""
        return bool(self.ask(patient))

    def point(self, x: float, y: float, *, press: bool = False) -> None:
        """Move the mouse to a place in the window, and press there."""
        steps: list[dict[str, Any]] = [{"type": "pointerMove", "x": round(x), "y": round(y)}]
        steps += [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}] if press else []
        self._act({"type": "pointer", "id": "mouse", "actions": steps})

    def key(self, value: str) -> None:
        self._act({"type": "key", "id": "keys", "actions": [{"type": "keyDown", "value": value}, {"type": "keyUp", "value": value}]})

    def _act(self, device: dict[str, Any]) -> None:
        self.send("input.performActions", context=self._tab, actions=[device])


@contextmanager
def launched(program: str, profile: Path, environment: Mapping[str, str]) -> Iterator[Firefox]:
    """Start Firefox with a profile of its own below `profile`, and end it; `environment` is beside what stands there already."""
    profile.mkdir(parents=True)
    (profile / "user.js").write_text("".join(f'user_pref("{name}", {json.dumps(value)});\n' for name, value in PREFERENCES.items()))
    log = profile / "said.txt"
    with log.open("w") as said:
        command = [program, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0", "about:blank"]
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, env={**os.environ, **environment})
    try:
        # No pings: what makes them up asks the random numbers that other tests of the same process count on.
        with connect(f"{_address(process, log)}/session", max_size=None, compression=None, ping_interval=None) as connection:
            yield Firefox(connection)
    finally:
        process.terminate()
        try:
            process.wait(SECONDS_TO_ANSWER)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    for _ in range(SECONDS_TO_START * 10):
        if found := _LISTENING.search(log.read_text(errors="replace")):
            return found[1]
        assert process.poll() is None, f"Firefox ended: {log.read_text(errors='replace')}"
        time.sleep(0.1)
    raise AssertionError(f"Firefox did not start within {SECONDS_TO_START} seconds: {log.read_text(errors='replace')}")
