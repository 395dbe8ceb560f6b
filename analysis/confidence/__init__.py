"""How far a figure can be trusted: what it rests on, how much it could move, and which small counts are hidden."""
