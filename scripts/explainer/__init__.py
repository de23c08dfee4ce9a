"""Glossary cards, traced numbers, citations and checked claims for MkDocs-like engines.

The core is plain functions on strings and frozen dataclasses; `markdown` and `plugin` are the only modules that know an engine.
"""

__version__ = "0.1.0"
