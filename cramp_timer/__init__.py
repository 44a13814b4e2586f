"""A bedtime stretch-routine timer for people whose legs cramp at night."""

__version__ = "0.1.0"
