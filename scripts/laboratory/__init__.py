"""The recorded runs of the lab: the page's own model, in the browser that the tests use, over a grid of cells and seeds."""
