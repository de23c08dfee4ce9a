"""What a browser may do on our pages, and how hosts are told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from explainer.publish.security import headers_file, inline_parts, kept_addresses, with_policy
from explainer.publish.theme_scripts import known_scripts
from support.helpers import write

# The policy


def test_a_page_allows_its_own_inline_parts_only() -> None:
    """By hash; data in a script element, and scripts in files, need none."""
    page = (
        '<script>a()</script><script type="application/json">{}</script><script type="application/ld+json">{}</script>'
        "<style>p{}</style>\n<!-- <script>no()</script> --><SCRIPT data-src=x TYPE=Module>b()</SCRIPT><script src=x> </script>"
        '<p title="<script>no()</script>"></p><svg><style>q{}</style></svg>'
    )
    scripts, styles = inline_parts(page)
    assert (scripts, styles) == ([("a()", 1), ("b()", 2)], ["p{}", "q{}"])
    placed = with_policy('<meta charset="utf-8">', ["a()"], styles)
    assert placed.startswith("""<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'self'; script-src""")
    assert "unsafe" not in placed
    assert placed.count("sha256-") == 3


@pytest.mark.parametrize(
    "page",
    [
        '<!doctype html>\n<html lang="en">\n<!-- x --><head>\n<meta charset="utf-8">|<title>x</title></head>',
        "<!doctype html><head>|<title>x</title><meta charset=utf-8></head>",
        "<html>|<script>x</script><head></head></html>",
        "<HTML><HEAD><META CHARSET=UTF-8>|<title>x</title>",
        "<!doctype html>|<p>x",
        "|words",
        "|",
    ],
)
def test_every_page_has_its_policy_before_all_else(page: str) -> None:
    """However it begins; where it has not yet said its encoding, that is said too."""
    before, after = page.split("|")
    said = "charset" in before.lower()
    assert (
        re.sub("<meta http-equiv[^>]*>", "|", with_policy(before + after, [], []))
        == before + ("" if said else '<meta charset="utf-8">') + "|" + after
    )


@pytest.mark.parametrize(
    ("template", "script", "known"),
    [
        ("a()", "a()", True),
        ("a()", "a() ", False),
        ("a()", "b()", False),
        ('x=new URL("{{ base_url }}",location)', 'x=new URL("../..",location)', True),
        ('x=new URL("{{ base_url }}",location)', 'x=new URL("",a(),"",location)', False),
        ("var n = {{ title|tojson }};", 'var n = "He said \\"x\\";";', True),
        ("var n = {{ title|tojson }};", 'var n = {"a": [1, null, "b"]};', True),
        ("var n = {{ title|tojson }};", 'var n = "x";a();"";', False),
        ("go({{ yes }})", "go(true)", True),
        ("go({{ yes }})", "go(a())", False),
        ("{% if x %}a(){% endif %}", "a()", False),
    ],
)
def test_scripts_of_templates_are_known(tmp_path: Path, template: str, script: str, known: bool) -> None:
    """What a template prints into a script is text, never more script."""
    write(tmp_path, {"partials/a.html": f"{{% block x %}}<script>{template}</script>", ".icons/b.html": "<script>icon()</script>"})
    assert known_scripts([tmp_path])(script) is known


def test_scripts_of_the_theme_are_known() -> None:
    """Those of Material, without being told where it is."""
    assert known_scripts()(
        'var target=document.getElementById(location.hash.slice(1));target&&target.name&&(target.checked=target.name.startsWith("__tabbed_"))'
    )
    assert not known_scripts()("alert(1)")


FILES = {
    "assets/a.1a2b3c4d.js": True,
    "assets/js/b.js": True,
    "assets/js/c/d.js": True,
    "assets/x/e.js": True,
    "assets/x/f.png": False,
    "g.html": False,
}


def test_headers_for_hosts() -> None:
    """No line is longer than Cloudflare Pages reads; only figures may be framed by others, only what has a hash in its name is kept."""
    text = headers_file("/sub/", kept_addresses(FILES))
    assert max(map(len, text.splitlines())) < 2000
    everywhere, figures, *kept = text.rstrip().split("\n\n")
    assert everywhere.startswith("/sub/*\n")
    assert "frame-ancestors 'self'" in everywhere
    assert "Strict-Transport-Security: max-age=31536000\n" in everywhere + "\n"
    assert figures.splitlines() == [
        "/sub/embed/*",
        "  ! Content-Security-Policy",
        "  Content-Security-Policy: frame-ancestors *; object-src 'none'; base-uri 'self'; form-action 'self'",
    ]
    rule = "\n  Cache-Control: public, max-age=31536000, immutable"
    assert kept == [f"/sub/assets/{name}{rule}" for name in ("js/*", "a.1a2b3c4d.js", "x/e.js")]
