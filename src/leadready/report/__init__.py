"""Documents; the only room with reportlab."""
