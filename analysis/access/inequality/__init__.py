"""Measures of inequality of a figure among people: every place weighs as much as its population."""
