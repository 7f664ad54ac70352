"""leadready: leadership readiness, assessed honestly and offline."""

__version__ = "0.1.0"
