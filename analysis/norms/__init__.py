"""What the norms of a country say of a zone."""
