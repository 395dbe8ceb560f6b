"""Capacity against need on screen."""
