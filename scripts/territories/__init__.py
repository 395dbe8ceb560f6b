"""How the embedded territories are built: one module per territory, and what they share."""
