"""Pure drawings, painted alike by the window and the documents."""
