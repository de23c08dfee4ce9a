// What moves a figure on a page of its own.
