"""Runs it: `python -m bench.sitios`."""

from bench.sitios.sitios import main

if __name__ == "__main__":
    main()
