"""Planning on screen: proposals, and where to open the next services."""
