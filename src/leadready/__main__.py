"""Run leadready with `python -m leadready`."""

import sys

if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        # In one frozen program a worker process begins here too, and this turns it to its work.
        import multiprocessing

        multiprocessing.freeze_support()
    from leadready.cli.main import main

    sys.exit(main())
