"""The register of actors on screen: its rows, and bringing a file in."""
