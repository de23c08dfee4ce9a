"""Same request, two years: eight flaws, looked at by keyboard alone; the code on the screen is real Python."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from test_figures import opened

KINDS = ["20", "22", "78", "79", "89", "502", "732", "798"]


def test_go_through_all_by_keyboard(figures_url: str, page: Page) -> None:
    opened(page, figures_url, "two-years")
    menu = page.get_by_label("Kind of weakness")
    expect(menu.locator("option")).to_have_count(8)
    menu.focus()
    page.keyboard.press("Home")
    following = page.get_by_role("button", name="Next kind")
    page.keyboard.press("Tab")
    expect(following).to_be_focused()
    for kind in KINDS[1:]:
        page.keyboard.press("Enter")
        expect(page.locator("[data-part=id]")).to_have_text(f"CWE-{kind}")
        expect(menu).to_have_value(kind)
    for side in ("secure", "insecure"):
        assert page.locator(f"[data-part={side}] mark").count() >= 1
    page.wait_for_function("document.querySelector('.fig__live').textContent.startsWith('CWE-798, Hard-coded credentials.')")


def test_marks_can_be_left_to_find(figures_url: str, page: Page) -> None:
    """Without the marks nothing on the screen says what differs; the code stays."""
    opened(page, figures_url, "two-years")
    code = page.locator("[data-part=insecure]").inner_text()
    page.get_by_label("Show what differs").focus()
    page.keyboard.press("Space")
    expect(page.locator("[data-part=because]")).to_be_hidden()
    expect(page.locator("[data-part=readout]")).to_contain_text("look for what differs")
    mark = page.locator("[data-part=insecure] mark").first
    assert mark.evaluate("node => [getComputedStyle(node).borderTopWidth, getComputedStyle(node).fontWeight]") == ["0px", "400"]
    assert page.locator("[data-part=insecure]").inner_text() == code


def test_marks_are_seen_without_colour(figures_url: str, open_page: Any) -> None:
    """In forced colours what differs is underlined here and boxed there."""
    page = open_page(forced_colors="active")
    opened(page, figures_url, "two-years")
    width = "node => ['Top', 'Bottom'].map((side) => parseFloat(getComputedStyle(node)[`border${side}Width`]) > 0)"
    assert page.locator("[data-part=secure] mark").first.evaluate(width) == [False, True]
    assert page.locator("[data-part=insecure] mark").first.evaluate(width) == [True, True]


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_line_is_cut(width: int, figures_url: str, open_page: Any) -> None:
    page = open_page(viewport={"width": width, "height": 800})
    for kind in KINDS:
        opened(page, figures_url, "two-years", f"?fig.two-years.weakness={kind}")
        assert page.locator(".two-years__line").evaluate_all("lines => lines.every((line) => line.scrollWidth <= line.clientWidth + 1)"), kind


def _versions(page: Page, address: str, kind: str) -> dict[str, str]:
    opened(page, address, "two-years", f"?fig.two-years.weakness={kind}")
    return {side: "\n".join(page.locator(f"[data-part={side}] .two-years__line").all_text_contents()) for side in ("secure", "insecure")}


@pytest.mark.parametrize("kind", KINDS)
def test_code_is_python(kind: str, figures_url: str, page: Page) -> None:
    for text in _versions(page, figures_url, kind).values():
        compile(text, kind, "exec")


def test_both_versions_do_the_job_in_ordinary_use(figures_url: str, page: Page, tmp_path: Path) -> None:
    """What the figure says is so: on input as expected, the two versions give the same."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE users (id, name)")
    database.execute("INSERT INTO users VALUES (7, 'Ada')")
    (tmp_path / "may.txt").write_text("sold: 3", encoding="utf-8")
    ordinary: dict[str, tuple[dict[str, Any], str]] = {
        "20": ({}, "total(3, 4)"),
        "22": ({"DOCS": tmp_path.resolve()}, "report('may.txt')"),
        "79": ({"escape": __import__("html").escape}, "show('A fine page')"),
        "89": ({"db": database}, "find_user(db, 'Ada').fetchall()"),
    }
    for kind, (names, use) in ordinary.items():
        results = []
        for text in _versions(page, figures_url, kind).values():
            scope = dict(names)
            exec(compile(text, kind, "exec"), scope)  # noqa: S102 - our own lines
            results.append(eval(use, scope))  # noqa: S307 - likewise
        assert results[0] == results[1] and results[0], kind
