"""The meeting: steps put together, kept and shown one after the other."""
