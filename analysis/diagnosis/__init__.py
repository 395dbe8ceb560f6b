"""The diagnosis of a zone: need, capacity, coverage and reach."""
