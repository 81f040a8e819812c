#!/bin/sh
# docs/screens and README.md show the program as it is now.
exec python3 docs/screens.py --check
