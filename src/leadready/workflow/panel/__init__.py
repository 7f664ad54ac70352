"""A selection round, step by step: setting it up, applying, the office, the rater, and proving how it went."""
