"""Gunicorn for the program alone: whatever lies in the current folder is no part of it."""

from __future__ import annotations

import os

from gunicorn.app.wsgiapp import WSGIApplication


class OwnApplication(WSGIApplication):  # type: ignore[misc]
    """Gunicorn's own, but that modules are looked for where the program's are, and not in the current folder first."""

    def chdir(self) -> None:
        """Go to the folder of the configuration, by default this one; gunicorn would look for modules there too."""
        os.chdir(self.cfg.chdir)


if __name__ == "__main__":
    OwnApplication("%(prog)s [OPTIONS] [APP_MODULE]", prog="gunicorn").run()
