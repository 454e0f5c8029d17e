"""`python -m comity` is the command `comity`."""

from comity.command import main

main()
