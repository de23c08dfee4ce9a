"""A table becomes a drawing: read what an author asks for, lay it out in units, draw it.

In come a description and tables; out go panels of points, for the table behind the chart too, and one SVG for
each, which fits any width. The one rule: the layout decides every place, and the page every colour and how
wide a plot is.

For others: `load` (load_charts), `spec` (Chart), `layout` (plot, MANY), `plot` (Plot, Panel, Point),
`labels` (text_width), `svg` (draw_lines, draw_rows, draw_axis, swatch), `kept` (PictureCache, NOTHING_KEPT,
CACHE).
"""
