"""The recorded runs of the lab: the page's own model over a grid of cells and seeds, in a browser."""
