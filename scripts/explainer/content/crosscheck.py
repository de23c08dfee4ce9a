"""Check what one kind of data says of another: terms' sources, citations and numbers in texts, table keys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from explainer.evidence.bibliography import Bibliography
from explainer.evidence.citations import check_citations, citation_mistakes, cited_keys
from explainer.evidence.claims import Claim
from explainer.evidence.numbers import number_mistakes
from explainer.evidence.tables import Table
from explainer.problems import Problem, expected
from explainer.terms.glossary import Glossary, Term

_TERM_LINK = re.compile(r"\]\(term:([^)#\s]*)")
# An address that is a program, where Markdown or HTML takes one: ](javascript:…), href="data:…",
# <vbscript:…>, [x]: data:…
_SCRIPT = re.compile(
    r"(?:\]\(\s*<?|(?:href|src)\s*=\s*[\"']?\s*|<|\]:\s*<?)"
    r"(?:[\s\x00-\x20]|&#?\w+;)*(?:java|vb)?(?:script|data)[\s\x00-\x20]*(?::|&colon;|&#)",
    re.IGNORECASE,
)
# A text without any of these refers to nothing, nor has it an address; most definitions are such.
_REFERS = re.compile(r"[\[\]<:&]")


@dataclass(frozen=True, slots=True)
class ReferenceChecker:
    """What a text may refer to."""

    glossary: Glossary
    bibliography: Bibliography
    tables: Mapping[str, Table]

    def terms(self) -> Iterator[Problem]:
        """Check every term of the glossary."""
        for term in self.glossary:
            yield from self._term(term)

    def claims(self, claims: Iterable[Claim]) -> Iterator[Problem]:
        """Check every claim."""
        for claim in claims:
            path = claim.path
            for key, text in (("claim", claim.claim), ("answer", claim.answer)):
                yield from self.text(text, path, claim.lines.get(key, claim.line), f"claim '{claim.id}'")
            cited = cited_keys(claim.answer)
            for key in claim.works:
                if key not in cited:
                    what = f"claim '{claim.id}': 'works' names '{key}', which the answer does not cite"
                    hint = expected("a key that it cites", key, cited)
                    yield Problem(path, claim.lines.get("works", claim.line), what, hint)

    def sources(self) -> Iterator[Problem]:
        """Check that every work a table names is in the bibliography."""
        keys = self.bibliography.references
        for table in self.tables.values():
            if table.source and table.source not in keys:
                what = f"'source' names the unknown key '{table.source}'"
                path = table.path.replace(".csv", ".yml")
                hint = expected("a key of references.bib", table.source, keys)
                yield Problem(path, table.source_line, what, hint, (f"work {table.source}",))
            cited = [column.name for column in table.columns.values() if column.type == "citation"]
            for name, row in ((name, row) for name in cited for row in table.rows.values()):
                key = str(row.values.get(name) or "")
                if key and key not in keys:
                    what = f"column '{name}' names the unknown key '{key}'"
                    hint = expected("a key of references.bib", key, keys)
                    yield Problem(table.path, row.line, what, hint, (f"work {key}",))

    def text(self, text: str, path: str, line: int, where: str) -> Iterator[Problem]:
        """Check citations, numbers and links in a text that stands in data; `where` says in which entry."""
        if not _REFERS.search(text):
            return
        for mistake in citation_mistakes(text, self.bibliography.references):
            yield mistake.at(path, line, where)
        for mistake in number_mistakes(text, self.tables):
            yield mistake.at(path, line, where)
        for match in _TERM_LINK.finditer(text):
            if match[1] not in self.glossary.terms:
                hint = expected("a term id", match[1], self.glossary.terms)
                what = f"{where}: the link 'term:{match[1]}' names an unknown term"
                yield Problem(path, line, what, hint, (f"term {match[1]}",))
        if _SCRIPT.search(text):
            what = f"{where}: the text holds a `javascript:` or `data:` address"
            yield Problem(path, line, what, "expected links to https:// or term: only.")

    def _term(self, term: Term) -> Iterator[Problem]:
        path, where = term.path, f"term '{term.id}'"
        if term.source.startswith("@"):
            for mistake in check_citations(term.source, self.bibliography.references):
                yield mistake.at(path, term.field_line("source"), where)
        senses = (("senses", sense.definition) for sense in term.senses)
        for key, text in (("definition", term.definition), ("more", term.more), *senses):
            yield from self.text(text, path, term.field_line(key), where)
