"""Zones side by side, on the same definitions, and how firm their order is."""
