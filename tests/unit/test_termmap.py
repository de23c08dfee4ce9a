"""The map of how terms relate: every relation an arc, every related term a link to its entry."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from explainer.glossary import Glossary, Term
from explainer.termmap import MOST, term_map

XLINK = "{http://www.w3.org/1999/xlink}href"


def glossary(relations: dict[str, tuple[str, ...]]) -> Glossary:
    """Return a glossary of terms with these relations."""
    return Glossary(
        terms={name: Term(id=name, term=name.replace("-", " "), definition="What it is.", related=related) for name, related in relations.items()}
    )


def drawn(relations: dict[str, tuple[str, ...]]) -> etree.Element:
    """Return the map as a browser reads it."""
    svg = term_map(glossary(relations), lambda name: f"#{name}&x")
    return etree.fromstring(svg.replace("<svg", '<svg xmlns:xlink="http://www.w3.org/1999/xlink"', 1))


def test_a_row_for_each_related_term() -> None:
    """In the order of the file, each a link; a term without relations has no place on a map of them."""
    links = [(link.get(XLINK), "".join(link.itertext())) for link in drawn({"b": ("a",), "lone": (), "a": ()}).iter("a")]
    assert links == [("#b&x", "b"), ("#a&x", "a")]


def test_a_relation_told_twice_is_one_arc() -> None:
    """Whichever of the two names the other; names of unknown terms are reported elsewhere and not drawn."""
    assert len(list(drawn({"a": ("b", "gone"), "b": ("a",)}).iter("path"))) == 1


def test_it_says_what_it_holds() -> None:
    """A title in words stands for the drawing."""
    title = drawn({"a": ("b",), "b": ("c",), "c": ()}).findtext("title")
    assert title and title.startswith("Map of how the terms relate: 3 terms and 2 relations")


def test_nothing_to_draw() -> None:
    """No relations, or so many terms that a map is no help."""
    assert term_map(glossary({"a": ()}), str) == ""
    many = {f"t{number}": (f"t{number + 1}",) for number in range(MOST)}
    assert term_map(glossary({**many, f"t{MOST}": ()}), str) == ""


def test_long_names_end_in_an_ellipsis() -> None:
    name = "a-" * 30 + "z"
    assert re.search(r"…$", next("".join(link.itertext()) for link in drawn({name: ("b",), "b": ()}).iter("a")))
