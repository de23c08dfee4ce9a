"""What becomes of single files before they are published: policy, one script."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainer.finish import finish, small_script
from explainer.modules import join_modules
from explainer.policy import content_policy, headers_file, inline_hashes, style_attributes, with_policy
from explainer.problems import Mistake

# The policy


def test_a_page_allows_its_own_inline_parts_only() -> None:
    """By hash; data in a script element are not run and need none."""
    page = '<meta charset="utf-8"><script>a()</script><script type="application/json">{}</script><script type="application/ld+json">{}</script><style>p{}</style>'
    scripts, styles = inline_hashes(page)
    assert len(scripts) == len(styles) == 1
    placed = with_policy(page)
    assert placed.startswith('<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src &#x27;none&#x27;; script-src')
    assert "unsafe" not in placed
    assert content_policy(scripts, styles).count("sha256-") == 2


def test_style_attributes_are_seen() -> None:
    assert style_attributes('<p class="a"><b style="color: red">') == ['<b style="color: red">']


def test_headers_for_hosts() -> None:
    """No line is longer than Cloudflare Pages reads, and only figures may be framed by others."""
    text = headers_file()
    assert max(map(len, text.splitlines())) < 2000
    everywhere, _, figures = text.split("\n\n")
    assert "frame-ancestors 'self'" in everywhere
    assert figures.splitlines() == [
        "/embed/*",
        "  ! Content-Security-Policy",
        "  Content-Security-Policy: frame-ancestors *; object-src 'none'; base-uri 'self'; form-action 'self'",
    ]


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
