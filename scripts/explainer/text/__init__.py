"""The syntax of a sentence: citations, numbers and symbols in a line, formulas, and Markdown in data.

In comes Markdown, or what Python-Markdown made of it; out goes HTML. The one rule: data are not trusted as
pages are, so their HTML is sanitised.

For others: `inline` (register_inline, Report), `math` (render_math), `fragments` (sanitise, one_paragraph,
resolve_site_links), `active` (what runs in the HTML of an author), `typography` (quotes and dashes as in
print).
"""
