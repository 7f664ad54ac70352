"""Advice about a package that can be used: what an experienced author would ask before anyone answers it."""
