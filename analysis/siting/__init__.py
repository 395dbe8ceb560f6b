"""Where to open, what to strengthen: the best places for new services beside those that exist."""
