"""How far a figure can be trusted: what it rests on, how far it could move, what must stay hidden."""
