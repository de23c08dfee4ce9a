"""A table becomes a drawing: read what an author asks for, lay it out in units, draw it.

In come a description and tables; out go panels of points, for the table behind the chart too, and one SVG for
each.
The one rule: the layout decides every place, and the page every colour.

For others, and only inside the function that needs it, since it takes long to import: `load` (load_charts),
`spec`
(Chart), `layout` (plot), `plot` (Plot, Panel, Point), `vega` and `svg` (render).
"""
