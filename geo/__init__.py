"""Where things are, and how one travels: territories, registers, store, networks, travel times."""
