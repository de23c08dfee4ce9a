"""The pages of one build on a site in several languages: those of its language, else of what stands in for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainer.content.languages import Languages, languages

FILES = (
    "words.md",
    "words.de.md",
    "guide/a.md",
    "guide/a.de.md",
    "guide/b.en.md",
    "guide/v1.2.md",
    "de/only.md",
    "en/only.md",
    "en/part/c.md",
    "fr/part/c.md",
)
SITE = ("en", "de", "pt-BR")


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Return a folder with pages of both structures."""
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


@pytest.mark.parametrize(
    ("build", "pattern", "found"),
    [
        # The language itself, what stands in for it, what bears none
        (("de", "en"), "words.md", ["words.de.md"]),
        (("en", "en"), "words.md", ["words.md"]),
        (("pt-BR", "en"), "words.md", ["words.md"]),
        (("de", "en"), "only.md", ["de/only.md"]),
        (("pt-BR", "en"), "only.md", ["en/only.md"]),
        (("pt-BR",), "only.md", []),
        # A country of a language
        (("de-AT", "en"), "words.md", ["words.de.md"]),
        # Patterns: each page once
        (("de", "en"), "guide/*.md", ["guide/a.de.md", "guide/b.en.md", "guide/v1.2.md"]),
        (("en", "en"), "guide/*.md", ["guide/a.md", "guide/b.en.md", "guide/v1.2.md"]),
        (("de", "en"), "part/*.md", ["en/part/c.md"]),
        (("en", "en"), "**/c.md", ["fr/part/c.md", "en/part/c.md"]),
        # One that says the language itself
        (("de", "en"), "de/only.md", ["de/only.md"]),
        (("en", "en"), "de/only.md", []),
        # Nothing that is below the folder
        (("de", "en"), "/words.md", []),
        (("de", "en"), "", []),
    ],
)
def test_a_build_reads_its_own_pages(docs: Path, build: tuple[str, ...], pattern: str, found: list[str]) -> None:
    """A folder of a language that the site does not have is one like any other."""
    files = languages(build, SITE).files(docs, pattern)
    assert sorted(path.relative_to(docs).as_posix() for _, path in files) == sorted(found)


def test_a_page_of_another_language_is_there(docs: Path) -> None:
    """It is only not for this build."""
    found = languages(["en"], SITE)
    assert [found.any_file(docs, name) for name in ("de/only.md", "words.de.md", "only.md", "wrds.md")] == [True, True, True, False]


def test_a_page_is_known_by_the_path_it_has_in_every_language(docs: Path) -> None:
    assert [plain for plain, _ in languages(["de"], SITE).files(docs, "guide/*.md")] == ["guide/a.md", "guide/v1.2.md"]


def test_where_there_is_one_language_a_name_is_a_name(docs: Path) -> None:
    """Whatever it looks like."""
    files = languages(["de"]).files(docs, "guide/*.md")
    assert [plain for plain, _ in files] == ["guide/a.de.md", "guide/a.md", "guide/b.en.md", "guide/v1.2.md"]
    assert Languages().files(docs, "words.md") == [("words.md", docs / "words.md")]
