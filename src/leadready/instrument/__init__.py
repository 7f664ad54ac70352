"""What is asked: items, response scales, sections."""
