"""Glossary cards, traced numbers, citations and checked claims for MkDocs-like engines.

The core is plain functions on strings and frozen dataclasses; only the wing `engines` knows an engine.
Imports go down the house – engines, exports and checks, pages, blocks, content, text and charts, terms and
evidence, the ground – and never up; `publish` stands on the ground alone.
"""

__version__ = "0.1.0"
