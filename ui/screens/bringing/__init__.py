"""Bringing roads, travel times and population points from the app."""
