"""Roads: read from OpenStreetMap, made a network, reached from every door, kept per territory."""
