"""The rivals: one module each, run by `scripts/bench-peers` in a process of its own."""
