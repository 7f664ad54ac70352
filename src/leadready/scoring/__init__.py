"""Pure, exact arithmetic from responses to a score profile."""
