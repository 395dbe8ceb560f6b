"""Taking in a list that somebody else drew up: opened, its columns and kinds proposed, what is missing asked."""
