"""What it means: need, capacity, access, comparison."""
