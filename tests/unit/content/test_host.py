"""What an engine's configuration says of the site: the chapters of its menu, and whom to write to."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from explainer.blocks.lists import claim_list
from explainer.blocks.panels import contact, maker
from explainer.content.content import Content
from explainer.content.host import Host, host_of
from explainer.content.options import Options
from explainer.content.site import Site
from explainer.evidence.claims import Claim
from explainer.problems import Mistake

CHAPTERS = (("index", "Home"), ("threats", "Threats"), ("glossary", "Words"))
MKDOCS = [
    {"Home": "index.md"},
    {"Threats": ["threats/index.md", {"Poison": "threats/poison.md"}]},
    "untitled.md",
    {"Elsewhere": "https://example.org"},
    {"Words": [{"All": [{"Terms": "glossary.md"}]}]},
]


def entry(title: str | None, url: str | None, *children: dict[str, Any]) -> dict[str, Any]:
    """Return an entry of a navigation as Zensical hands it over."""
    return {"title": title, "url": url, "children": list(children), "is_index": False}


ZENSICAL = [
    entry("Home", "index.md"),
    entry("Threats", None, entry(None, "threats/index.md"), entry("Poison", "threats/poison.md")),
    entry(None, "untitled.md"),
    entry("Elsewhere", "https://example.org"),
    entry("Words", None, entry("All", None, entry("Terms", "glossary.md"))),
]


@pytest.mark.parametrize("nav", [MKDOCS, ZENSICAL], ids=["mkdocs", "zensical"])
def test_chapters_are_those_of_the_menu(nav: Any) -> None:
    """The folder of the first page and the title; what has no title or no page is no chapter."""
    assert host_of({}, None, nav).chapters == CHAPTERS


def test_what_nobody_said_is_empty() -> None:
    """A site without navigation, repository and `extra`."""
    assert host_of(None, None, None) == Host()
    assert host_of({"contact": ""}, "", []) == Host()


def test_contact_and_repository_are_taken_as_they_are() -> None:
    """Which of them is shown is decided where they are shown."""
    host = host_of({"contact": "a@example.org", "maintainer": "Ann & Co"}, "https://example.org/code", None)
    assert (host.contact, host.maintainer, host.repository) == ("a@example.org", "Ann & Co", "https://example.org/code")


@pytest.mark.parametrize(
    ("name", "said"),
    [("Ann & Co", "This site is made by Ann &amp; Co."), ("", "This copy of the site does not name who makes it.")],
)
def test_who_makes_it_is_said_or_said_to_be_unknown(name: str, said: str) -> None:
    assert maker("", Site(Content(), Options(), Path(), Host(maintainer=name))).strip() == f'<p class="maker">{said}</p>'


def site(host: Host, **chapters: str) -> Site:
    """Return a site with a claim for each keyword, in the chapter that it names."""
    claims = {id_: Claim(id_, "c", "notes", "holds", "a", chapter=name) for id_, name in chapters.items()}
    return Site(Content(claims=claims), Options(), Path(), host)


@pytest.mark.parametrize(
    ("host", "said"),
    [
        (Host("https://example.org/issues/"), 'at <a href="https://example.org/issues/">example.org/issues</a>.'),
        (Host("us+site@example.org", "https://example.org/code"), 'to <a href="mailto:us+site@example.org">us+site@example.org</a>.'),
        (Host("", "https://example.org/code"), 'Open an issue in <a href="https://example.org/code">the site’s repository</a>.'),
        (Host(), "This copy of the site names nobody to write to."),
    ],
)
def test_a_reader_is_told_where_to_write(host: Host, said: str) -> None:
    """The address somebody set, else the repository, else that there is none."""
    assert said in contact("", site(host))


@pytest.mark.parametrize("wrong", ["example.org", "javascript:x", 'https://example.org/"x', "a@b"])
def test_an_address_that_is_none_is_a_mistake(wrong: str) -> None:
    """It would become a link that leads nowhere, or worse."""
    with pytest.raises(Mistake) as caught:
        contact("", site(Host(wrong)))
    assert str(caught.value) == (
        f"'contact' below 'extra' in mkdocs.yml is '{wrong}' — expected an address such as https://example.org/issues, or a mail address."
    )


def test_the_chapters_of_claims_stand_in_the_order_of_the_menu() -> None:
    """Under the names that the menu has; one that the menu does not know comes last."""
    html = claim_list("notes", site(Host(chapters=CHAPTERS), N1="threats", N2="more", N3="index"))
    assert re.findall(r'name="chapter-notes" value="(\w+)"[^>]*> ([^<]*)</label>', html) == [
        ("all", "All"), ("index", "Home"), ("threats", "Threats"), ("more", "More")
    ]  # fmt: skip
