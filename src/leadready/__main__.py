"""Run leadready with `python -m leadready`."""

import sys

from leadready.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
