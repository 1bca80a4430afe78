"""The rules base: what the program looks for, as data."""
