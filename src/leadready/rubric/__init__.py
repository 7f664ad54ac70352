"""How answers are judged: keys, missing rules, levels."""
