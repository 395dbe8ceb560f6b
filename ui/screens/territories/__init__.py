"""Territories: which are known, and new ones made from a country's tables, from files, from a ZIP."""
