"""`python -m maracdash` is the command."""

from maracdash.cli import main

if __name__ == "__main__":
    main()
