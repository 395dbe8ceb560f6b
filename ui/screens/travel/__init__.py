"""Travel times and measures of access."""
