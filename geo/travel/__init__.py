"""Travel times, whichever engine answers: roads, a matrix of the user, or the estimate."""
