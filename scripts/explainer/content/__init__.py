"""All data of a site: loaded at once, each kind checked against the others, held for one build.

In comes a data folder; out go `Content`, and `Site`, which is content with options. The one rule: nothing
raises for an author's mistake, problems come back with whatever could be read.

For others: `content` (Content, load), `site` (Site, Options, site_of), `figures` (figures_of), `figure_files`
(Figure, load_figures), `figure_data` (json_data), `picture` (picture), `history` (what was corrected and
moved), `host` (what an engine's configuration says of the whole site).
"""
