"""What programs read: downloads, llms.txt, a feed, redirects, heads of pages, embeds, schemas for editors.

In come content and pages as plain values; out go texts by their path below the site's root. The one rule:
addresses are given only where the host has told us its own.

For others: `downloads` (exports, offered), `llms` (site_files), `redirects` (redirect_files,
check_redirects), `embed` (embed_pages), `head` (card_path, page_head), `social_card` (card_png),
`chart_pictures` (chart_files, chart_pictures, palette), `assets` (asset_files, write_assets), `starter`
(write_starter), `schemas` (write_schemas).
"""
