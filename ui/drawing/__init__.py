"""Maps, charts and tables as they are drawn."""
