"""What is kept: the database of a territory, its journal and its tables, and the user's scenarios."""
