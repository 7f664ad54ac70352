"""Faults that keep a package from being used: every name that is used is defined, every rule can do its work."""
