"""Who does what for which families on a territory: the matrix of a zone, whom to call, decision diagrams, handovers."""
