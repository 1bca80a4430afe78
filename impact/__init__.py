"""Read UK legislation and say what each clause does to flows of data."""

__version__ = "0.1.0"
