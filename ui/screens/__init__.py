"""Screens: one thin file each, no logic."""
