"""`python -m cramp_timer` is `cramp-timer`."""

from cramp_timer.cli import main

main()
