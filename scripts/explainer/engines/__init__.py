"""MkDocs, ProperDocs and Zensical: the plugin, the Markdown extension, and what they read from their engines.

In come the engines' objects; they are turned into plain values, handed to one function of the core, and what
comes back is put in its place. The one rule: nothing else in this package knows an engine, and nothing
imports from here.

Named elsewhere are only the entry points of the package, `extension` (ExplainerExtension) and `plugin`
(ExplainerPlugin), and `build`, which publishing runs in a process of its own.
"""
