"""What other glossaries promise, from their public tests, said anew in our words: each holds here, or its reason is given.

A case in tests/cases/peers has a promise, terms (or a page, or files), a text, and what is linked in it; or `not`, a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import yaml

from explainer.content.content import load
from explainer.content.term_sources import term_pages
from support.helpers import CASES, render, said, write
from support.project import ROOT

# <a class="term" data-term="loss" …>losses</a>
LINK = re.compile(r'<a class="term" data-term="([^"]+)"[^>]*>(.*?)</a>')


def peers() -> Iterator[Any]:
    """Yield every case that applies, by its promise."""
    for path in sorted((CASES / "peers").glob("*.yml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            if "not" not in case:
                yield pytest.param(case, id=f"{path.stem}: {case['promise']}")


def terms_of(given: Mapping[str, Any] | str) -> str:
    """Return glossary.yml: as it is written, or from words with a definition or with fields; ids are the words', or numbered."""
    if isinstance(given, str):
        return given
    ids = list(dict.fromkeys(re.sub(r"[^a-z0-9]+", "-", word.lower()).strip("-") for word in given))
    names = ids if len(ids) == len(given) else [f"term-{number}" if number > 1 else ids[0] for number in range(1, len(given) + 1)]
    if all(isinstance(fields, str | int) for fields in given.values()):
        plain = {word: str(text) for word, text in given.items()}
        return "".join(f"{name}: {{term: {word!r}, definition: {text!r}}}\n" for name, (word, text) in zip(names, plain.items(), strict=True))
    entries = {name: {"term": word, "definition": "Something.", **fields} for name, (word, fields) in zip(names, given.items(), strict=True)}
    return yaml.safe_dump(entries, sort_keys=False)


@pytest.mark.parametrize("case", list(peers()))
def test_promise(case, tmp_path):
    """The words that are linked, in order, and the entries to which they lead; what is on the cards."""
    docs = {**case.get("docs", {}), **{f"data/{name}": text for name, text in case.get("data", {}).items()}}
    if "terms" in case:
        docs["data/glossary.yml"] = terms_of(case["terms"])
    docs["glossary.md"] = case.get("page", "# Glossary\n\n/// glossary\n///\n")
    folder = write(tmp_path / "docs", docs)
    pages = term_pages(folder, "docs", "glossary.md", tuple(case.get("definitions", ())))
    content = load(folder / "data", "docs/data", pages)
    assert said(content.problems) == case.get("problems", [])
    text, src = (case["page"], "glossary.md") if case.get("own") else (case["text"], "page.md")
    page = render(text, content, src=src, docs=tmp_path, density=case.get("density", "all"))
    assert not page.problems
    found = [(match[2], match[1]) for match in LINK.finditer(page.html)]
    if "linked" in case:
        wanted = [tuple(map(str.strip, one.rsplit(" = ", 1))) if " = " in one else (one, None) for one in case["linked"]]
        assert [word for word, _ in found] == [word for word, _ in wanted]
        assert all(term in (there, None) for (_, there), (_, term) in zip(found, wanted, strict=True))
    for term, definition in case.get("cards", {}).items():
        card = page.cards.partition(f'id="card-term-{term}"')[2].partition("</template>")[0]
        (shown,) = re.findall(r'<p class="card__definition">(.*?)</p>', card, re.DOTALL)
        assert re.sub(r"<[^>]*>", "", shown).replace("&#34;", '"').replace("&#39;", "'").replace("&quot;", '"') == definition


def test_each_that_does_not_apply_has_its_reason():
    """In one sentence or two; and nothing else is said of it."""
    for path in (CASES / "peers").glob("*.yml"):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            assert case["cases"] >= 1
            if "not" in case:
                assert set(case) == {"promise", "cases", "not"} and 20 < len(case["not"]) < 160, case["promise"]


class TestTable:
    """PEERS.md, whose rows name the tests that show them."""

    PAGE = (ROOT / "PEERS.md").read_text(encoding="utf-8")

    def test_every_test_it_names_is_there(self):
        named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", self.PAGE)
        assert len(named) > 20
        for path, name in named:
            text = (ROOT / path).read_text(encoding="utf-8")
            assert not name or f"def {name}(" in text, f"{path}::{name}"

    def test_its_numbers_are_those_of_the_cases(self):
        for suite, name in (("Python-Markdown", "abbr"), ("mkdocs-ezglossary",) * 2, ("zensical-glossary",) * 2, ("Sphinx", "sphinx")):
            path = CASES / "peers" / f"{name.removeprefix('mkdocs-')}.yml"
            cases = yaml.safe_load(path.read_text(encoding="utf-8"))
            apply = sum(case["cases"] for case in cases if "not" not in case)
            (row,) = re.findall(rf"^\| {suite}[^|]*\| (\d+) \| (\d+) \| (\d+) \|$", self.PAGE, re.MULTILINE)
            assert row == (str(apply), str(apply), str(sum(case["cases"] for case in cases if "not" in case)))
