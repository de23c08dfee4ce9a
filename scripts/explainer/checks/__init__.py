"""What authors are told of their pages: unreadable files, links that lead nowhere, pages out of reach, lints.

In come pages as plain values; out go problems with file, line and a guess. The one rule: nothing is logged or
stopped here, the wing of the engines decides what becomes of a problem.

For others: `links` (check_links), `navigation` (check_nav), `lints` (LINTS), `coverage` (check_points),
`named_pages` (check_named_pages), `page_files` (check_page), `sources` (check_sources).
"""
