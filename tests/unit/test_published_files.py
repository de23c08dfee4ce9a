"""What becomes of single files before they are published: policy, one script."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from explainer.finish import finish, small_script
from explainer.modules import join_modules
from explainer.policy import headers_file, inline_parts, kept_addresses, with_policy
from explainer.problems import Mistake
from explainer.themescripts import known_scripts
from helpers import write

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
    assert placed.startswith('<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src &#x27;self&#x27;; script-src')
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


# One script


def read(**modules: str):
    """Return a function that gives the text of a module."""
    return {name.replace("_", "/") + ".js": text for name, text in modules.items()}.__getitem__


def test_modules_become_one_script() -> None:
    """What is exported under a name is reached under that name; a module that two import stands once."""
    script = join_modules(
        "main.js",
        read(
            main='import { one } from "./lib/a.js";\nimport * as b from "./b.js";\none(b.two);\n',
            lib_a="export function one(x) { return x; }\n",
            b='import { one } from "./lib/a.js";\nexport const two = one(2);\n',
        ),
    )
    assert script.count("function one") == 1
    assert "import" not in script
    assert "export" not in script


def test_a_form_that_is_not_understood_is_refused() -> None:
    """Rather than joined wrongly in silence."""
    with pytest.raises(Mistake):
        join_modules("main.js", read(main="export default 1;\n"))


def test_a_module_that_is_not_there_is_named(tmp_path: Path) -> None:
    """By its place on the site, which the author knows from docs/."""
    scripts = tmp_path / "built" / "assets" / "javascripts"
    scripts.mkdir(parents=True)
    (scripts / "main.js").write_text('import { one } from "./lib/gone.js";\none();\n')
    with pytest.raises(Mistake) as refused:
        finish(tmp_path / "built", tmp_path / "site")
    said = (refused.value.message, refused.value.hint)
    assert said == ("the module 'assets/javascripts/lib/gone.js' is missing", "expected a file below docs.")
    assert not (tmp_path / "site").exists()


def test_white_space_in_nested_strings_is_kept() -> None:
    """As it counts there; elsewhere it goes, and what another script may ask for keeps its name."""
    script = "export const mount = (n) => `in ${n === 1 ? 'one' : `${n} experiments`} of  two`;\n\n"
    small = small_script(script)
    assert "${n} experiments`} of  two`" in small
    assert small.startswith("export const mount=n=>")
