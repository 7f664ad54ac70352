"""Selection panels: campaigns, records, ratings, moderation and decisions as pure rules."""
