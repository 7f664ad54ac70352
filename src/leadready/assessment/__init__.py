"""The package an author ships, loaded whole or not at all."""
