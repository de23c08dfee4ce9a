"""Report on a glossary: coverage page by page, uses of each term, definitions that are nearly the same.

Run as `python -m explainer.report`; it builds the site into a folder that is thrown away, since only pages know their uses.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from explainer.glossary import Glossary
from explainer.lints import LintedPage

NEAR = 0.8  # Ratio of equal letters from which two definitions are worth a look side by side.


def report_text(glossary: Glossary, pages: Sequence[LintedPage]) -> str:
    """Return the report as plain text."""
    uses = Counter(term for page in pages for term in page.terms)
    lines = [f"{len(glossary)} terms, {sum(uses.values())} linked on {len(pages)} pages", "", "Terms per page"]
    lines += [f"  {len(page.terms):4}  {page.path}" for page in pages]
    lines += ["", "Pages per term"]
    lines += [f"  {uses[term.id]:4}  {term.id}" for term in sorted(glossary, key=lambda term: (-uses[term.id], term.id))]
    lines += ["", "Near-duplicates"]
    lines += [f"  {share:.0%}  {first} and {second}" for share, first, second in near_duplicates(glossary)] or ["  none"]
    return "\n".join(lines)


def near_duplicates(glossary: Glossary) -> Iterator[tuple[float, str, str]]:
    """Yield pairs of terms whose definitions are nearly the same, with how near."""
    terms = list(glossary)
    for at, term in enumerate(terms):
        matcher = SequenceMatcher(b=term.definition, autojunk=False)
        for other in terms[at + 1 :]:
            matcher.set_seq1(other.definition)
            if matcher.real_quick_ratio() > NEAR and matcher.quick_ratio() > NEAR and matcher.ratio() > NEAR:
                yield matcher.ratio(), term.id, other.id


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report for the site of an mkdocs.yml."""
    parser = argparse.ArgumentParser(prog="scripts/glossary", description=__doc__)
    parser.add_argument("-f", "--config-file", default="mkdocs.yml")
    options = parser.parse_args(arguments)
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, ConfigurationError

    from explainer.plugin import ExplainerPlugin

    logging.getLogger("mkdocs").addHandler(logging.StreamHandler())
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        try:
            config = load_config(options.config_file, site_dir=folder)
            build(config)
        except (Abort, ConfigurationError, OSError) as error:
            print(error, file=sys.stderr)
            return 1
    plugin = config.plugins["explainer"]
    assert isinstance(plugin, ExplainerPlugin), "mkdocs.yml names our plugin"
    print(report_text(plugin.build.site.content.glossary, plugin.read_pages()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
