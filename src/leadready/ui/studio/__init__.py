"""The studio: an assessment edited by someone who does not program, with everything it changes in view."""
