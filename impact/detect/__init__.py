"""Find what each clause does to flows of data."""

from impact.detect.findings import detect
from impact.detect.matching import Recogniser, recogniser

__all__ = ["Recogniser", "detect", "recogniser"]
