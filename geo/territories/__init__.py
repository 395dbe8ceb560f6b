"""New territories: drafted from files or from the tables of a country, kept in the workspace, shared."""
