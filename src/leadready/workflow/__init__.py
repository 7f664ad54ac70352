"""Use cases: what a person does, step by step."""
