"""Seeded fuzzers: hostile commands, damaged workspaces, bad weather. ``python -m tests.fuzz --help`` runs them long."""
