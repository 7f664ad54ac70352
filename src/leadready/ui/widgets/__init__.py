"""Widgets that every page is made of."""
