"""The colours of what is printed, by the roles that drawings use."""

from __future__ import annotations

PRINTED = {
    "surface": "#FFFFFF",
    "sunken": "#E6E4DD",
    "tint": "#F3F2EE",
    "hairline": "#CFCDC6",
    "line": "#6F7572",
    "ink": "#1B2422",
    "muted": "#4F5B57",
    "accent": "#0B5B57",
    "accent_soft": "#DCEDEA",
    "warm": "#8A4B08",
    "warm_soft": "#FBEBD3",
}
"""The window's light roles, on white, a little stronger where print would lose them; told apart in grey too."""
