"""A word becomes a link: the glossary, the spellings of its terms, and the pass that links an article.

In come glossary.yml and the HTML of an article; out goes the same HTML with links put in and every use noted.
The one rule: not one byte outside those links is changed.

For others: `glossary` (Glossary, Term, load_glossary), `linker` (linker_of, Use, DENSITIES, unlink),
`symbols` for sentences and formulas; `words`, `forms` and `spelling` for lints.
"""
