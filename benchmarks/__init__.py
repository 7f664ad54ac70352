"""Figures beside bare baselines from the same run."""
