"""A finished article: terms linked, addresses resolved, cards and lists of uses made.

In comes the HTML that Markdown made of one page; out go the article, its cards, and where everything is used.
The one rule: a page asks for the way to other pages and never for an engine.

For others: `page` (Page), `article` (finish_article), `cards` (page_cards), `backlinks` (places_of).
"""
