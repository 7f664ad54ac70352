"""The record: one SQLite file; the only room with SQL."""
