"""Pages about selection rounds: each is one module, and `rounds.py` leads from one to the other."""
