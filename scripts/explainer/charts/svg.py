"""From a plot to SVG: a Vega-Lite spec, drawn in the build, reduced to what a page needs, kept in a cache.

The SVG carries no ids, no scripts and no colours of its own: `currentColor` and the custom properties of the
page decide.
"""

from __future__ import annotations

import hashlib
import json
import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from explainer.cache import keep
from explainer.extras import not_installed
from explainer.problems import Mistake

_SVG = "{http://www.w3.org/2000/svg}"
_SHIFT = re.compile(r"translate\(([-+\d.e]+),([-+\d.e]+)\)")
_PANEL = re.compile(r"\bconcat_(\d+)_group\b")
_TOKEN = re.compile(r"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?")


def render(chart_spec: dict[str, Any], cache: Path) -> tuple[str, ...]:
    """Return one SVG for each panel of a spec, from the cache where it has them.

    The cache may be missing, damaged or not writable: it only saves time.
    """
    text = json.dumps(chart_spec, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    path = cache / f"{hashlib.sha256((_maker() + text).encode()).hexdigest()[:32]}.json"
    kept = _kept(path, len(chart_spec["vconcat"]))
    if kept:
        return kept
    drawn = draw(chart_spec)
    keep(path, json.dumps(drawn, ensure_ascii=False).encode())
    return drawn


@lru_cache(maxsize=1)
def _maker() -> str:
    """Name what draws, so that a new version of it, or of this module, draws anew."""
    try:
        drawer = version("vl-convert-python")
    except PackageNotFoundError:
        drawer = ""
    return hashlib.sha256(Path(__file__).read_bytes()).hexdigest() + drawer


def _kept(path: Path, count: int) -> tuple[str, ...] | None:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    fits = (
        isinstance(found, list)
        and len(found) == count
        and all(isinstance(item, str) and item.startswith("<svg") for item in found)
    )
    return tuple(found) if fits else None


def draw(chart_spec: dict[str, Any]) -> tuple[str, ...]:
    """Return one small SVG for each panel of a spec."""
    try:
        import vl_convert  # Here, for a build that finds all its charts in the cache never needs it.
    except ImportError as error:
        raise not_installed("charts") from error
    try:
        svg = vl_convert.vegalite_to_svg(
            {key: value for key, value in chart_spec.items() if key != "usermeta"}
        )
    except ValueError as error:
        raise Mistake(
            f"the chart cannot be drawn: {str(error).strip().splitlines()[-1]}",
            "expected values that Vega-Lite can draw.",
        ) from error
    root = etree.fromstring(svg)  # noqa: S314 - Vega wrote it, from numbers
    panels = {}
    for group in root.iter(f"{_SVG}g"):
        match = _PANEL.search(group.get("class", ""))
        if match:
            panels[int(match[1])] = group
    about = chart_spec["usermeta"]
    views = zip(
        chart_spec["vconcat"], about["series"], about["ticks"], about["rows"], about["rules"], strict=True
    )
    return tuple(_panel(panels[at], about["font"], about["margins"], *view) for at, view in enumerate(views))


def _panel(
    group: etree.Element,
    font: int,
    margins: Sequence[int],
    view: dict[str, Any],
    series: Sequence[dict[str, Any]],
    ticks: Sequence[Any],
    rows: Sequence[Any],
    rules: str,
) -> str:
    """Return one panel as an SVG of its own, cut from the group in which Vega drew it."""
    left, top, right, bottom = margins
    width, height = view["width"] + left + right, view["height"] + top + bottom
    grid: dict[str, list[str]] = {}
    parts: dict[str, dict[str, list[str]]] = {}
    inner = group.find(f"{_SVG}g")
    assert inner is not None, "Vega puts the content of a view into a group"
    for kind, item, x, y in _items(inner):
        who = item.get("aria-label", "")
        if kind == "role-axis-grid":
            grid.setdefault(item.get("stroke", ""), []).append(_rule(item, x, y))
        elif who == "rule":
            grid.setdefault(who, []).append(_rule(item, x, y))
        elif kind.startswith("mark-"):
            parts.setdefault(who, {}).setdefault(kind, []).append(_made(kind, item, x, y))
    drawn = [
        _stroke(colour, paths)
        for colour, paths in sorted(grid.items(), key=lambda entry: entry[0] != "var(--line)")
    ]
    drawn.append(f'<g fill="var(--muted)">{"".join(_text(*tick) for tick in ticks)}</g>')
    if rules:
        drawn.append(f'<path class="chart__rules" stroke="var(--line)" d="{rules}"/>')
    if rows:
        drawn.append(f'<g class="chart__rows" fill="currentColor">{"".join(_text(*row) for row in rows)}</g>')
    drawn += [_series(item, parts.get(f"{at}", {})) for at, item in enumerate(series)]
    box = (
        f'viewBox="{-left} {-top} {_say(width)} {_say(height)}" width="{_say(width)}" height="{_say(height)}"'
    )
    # The caption is found by the site's search; the numbers on an axis should not be.
    look = f'font-size="{font}" fill="none" aria-hidden="true" focusable="false" data-search-exclude=""'
    return f'<svg class="chart__panel" {box} {look}>{"".join(drawn)}</svg>'


def _made(kind: str, item: etree.Element, x: float, y: float) -> str:
    if kind == "mark-rule":
        return _rule(item, x, y)
    if kind == "mark-symbol":
        # First a step to the middle, where the script looks for the point.
        return f"M{_say(x)} {_say(y)}".replace(" -", "-") + relative(item.get("d", "")).replace("M", "m", 1)
    return relative(item.get("d", ""), x, y)


def _stroke(colour: str, paths: Sequence[str]) -> str:
    if colour == "rule":
        return f'<path stroke="var(--muted)" stroke-dasharray="2 3" d="{"".join(paths)}"/>'
    return f'<path stroke="{colour}" d="{"".join(paths)}"/>'


def _series(about: dict[str, Any], parts: dict[str, list[str]]) -> str:
    told = "".join(
        f' data-{key}="{escape(_list(value))}"' for key, value in about["told"].items() if any(value)
    )
    dash = f' stroke-dasharray="{about["dash"]}"' if about["dash"] else ""
    drawn = []
    bands = [*parts.get("mark-area", ()), *parts.get("mark-rect", ())]
    if bands:
        drawn.append(f'<path fill="currentColor" stroke="none" opacity=".17" d="{"".join(bands)}"/>')
    if "mark-line" in parts:
        drawn.append(f'<path class="chart__line"{dash} d="{"".join(parts["mark-line"])}"/>')
    if "mark-rule" in parts:
        drawn.append(f'<path{dash} d="{"".join(parts["mark-rule"])}"/>')
    if "mark-symbol" in parts:
        fill = "var(--ground)" if about["hollow"] else "currentColor"
        drawn.append(
            f'<path class="chart__mark" fill="{fill}" stroke-width="1.8"'
            f' d="{"".join(parts["mark-symbol"])}"/>'
        )
    if about["label"]:
        x, y, anchor = about["label"]
        drawn.append(_text(x, y, anchor, about["told"]["n"], ' fill="currentColor" stroke="none"'))
    look = f'color="var(--{about["colour"]})" stroke="currentColor" stroke-width="{about["width"]}"'
    return f'<g class="chart__series" data-s="{about["key"]}"{told} {look}>{"".join(drawn)}</g>'


def _list(value: Sequence[str] | str) -> str:
    """Return what the script splits again; a bar in a name would split it too early."""
    return value if isinstance(value, str) else "|".join(item.replace("|", "\u2758") for item in value)


def _items(
    group: etree.Element, x: float = 0.0, y: float = 0.0, kind: str = ""
) -> Iterator[tuple[str, etree.Element, float, float]]:
    """Yield each thing that is drawn, with its role and its place."""
    for child in group:
        moved = _SHIFT.search(child.get("transform", ""))
        at_x, at_y = (x + float(moved[1]), y + float(moved[2])) if moved else (x, y)
        if child.tag == f"{_SVG}g":
            role = child.get("class", "")
            found = next(
                (
                    name
                    for name in role.split()
                    if name.startswith(("role-axis-", "mark-")) and name != "mark-group"
                ),
                "",
            )
            axis = next((name for name in role.split() if name.startswith("role-axis-")), "")
            yield from _items(child, at_x, at_y, axis or found or kind)
        elif child.get("class") not in ("background", "foreground") and child.get("display") != "none":
            yield kind, child, at_x, at_y


def _text(x: float, y: float, anchor: str, said: str, look: str = "") -> str:
    kept = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{_say(x)}" y="{_say(y)}"{kept}{look}>{escape(said)}</text>'


def _rule(item: etree.Element, x: float, y: float) -> str:
    return relative(f"M0,0L{item.get('x2', '0')},{item.get('y2', '0')}", x, y)


def relative(path: str, x: float = 0.0, y: float = 0.0) -> str:
    """Return a path moved by `x` and `y`, rounded to a tenth, in steps from point to point, which is shorter.

    Steps are taken between rounded places, so that errors do not add up.
    """
    out: list[str] = []
    tokens = _TOKEN.findall(path)
    here = start = (0.0, 0.0)
    command, last, at = "", "", 0
    while at < len(tokens):
        if tokens[at].isalpha():
            command = tokens[at]
            at += 1
            if command in "Zz":
                out.append("z")
                here, last = start, "z"
                continue
        take = {"H": 1, "V": 1, "A": 7}.get(command.upper(), 2)
        values = [float(token) for token in tokens[at : at + take]]
        at += take
        base = here if command.islower() else (x, y)
        name = command.upper()
        if name == "H":
            goal = (base[0] + values[0], here[1])
        elif name == "V":
            goal = (here[0], base[1] + values[0])
        else:
            goal = (base[0] + values[-2], base[1] + values[-1])
        goal = (round(goal[0], 1), round(goal[1], 1))
        if name == "M":
            letter, step = "M", [*goal]
            start = goal
        else:
            letter, step = _step(goal[0] - here[0], goal[1] - here[1], values[:5] if name == "A" else [])
        said = " ".join(map(_say, step)).replace(" -", "-")
        repeats = letter == last and letter != "M"
        out.append((" " if repeats and not said.startswith("-") else "") + said if repeats else letter + said)
        here, last = goal, letter
        if command in "Mm":
            command = "L" if command == "M" else "l"
    return "".join(out)


def _step(dx: float, dy: float, arc: list[float]) -> tuple[str, list[float]]:
    """Return the shortest command for a step, and its numbers; `arc` holds what an arc has before its end."""
    if arc:
        return "a", [*arc, dx, dy]
    if not round(dy, 1):
        return "h", [dx]
    if not round(dx, 1):
        return "v", [dy]
    return "l", [dx, dy]


def _say(value: float) -> str:
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return (
        "0" if text in ("-0", "") else text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text
    )
