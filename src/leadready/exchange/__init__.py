"""Files that travel: responses in, scores out."""
