"""The skeleton of main roads: localities, the roads that serve them in order, and the shortest ways between all."""
