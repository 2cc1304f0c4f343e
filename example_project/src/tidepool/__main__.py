"""Run the command line with ``python -m tidepool``."""

import sys

from tidepool.cli import main

if __name__ == "__main__":
    sys.exit(main())
