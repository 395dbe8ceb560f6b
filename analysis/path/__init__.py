"""Paths of a family through several services: who can follow them whole, and where they break."""
