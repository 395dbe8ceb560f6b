"""Scenarios: changes to the services, the needs and the population, composed on the register without touching it."""
