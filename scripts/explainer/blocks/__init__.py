"""What `/// name | x` becomes: lists of whole kinds of data, claims, diagrams, charts, interactive figures.

In come an argument and the site; out goes HTML that is complete without script, or a `Mistake`. The one rule:
a block is a function of these two and never falls back to text.

For others: `syntax` (register_blocks, unknown_blocks), `placeholders` (for what only all pages together
know), `figure` (figure_html) and `placements` (figure_places) for pages that show one figure, `contents` (the
headings of blocks).
"""
