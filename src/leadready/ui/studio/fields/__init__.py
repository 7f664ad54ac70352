"""Which fields each kind of thing has, a module for each part of a package."""
