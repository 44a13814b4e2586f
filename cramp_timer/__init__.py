"""A bedtime stretch-routine timer for people whose legs cramp at night."""

__version__ = "1.0.0"
