"""``python -m coverdict_cli`` is ``coverdict``."""

from coverdict_cli.main import main

if __name__ == "__main__":
    main()
