"""`python -m fundopt`: the command line."""

import sys

from fundopt.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
