"""Pure rules from a score profile to a development plan."""
