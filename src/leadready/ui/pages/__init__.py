"""Pages: each has one purpose and one primary action."""
