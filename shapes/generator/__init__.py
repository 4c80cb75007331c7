"""The invented regency of the demo: one module for one idea, used by `generate.py`."""
