"""Chromium for drawing: where it is found, how it starts without a network, and how it ends."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping, MutableMapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import plotly
from choreographer.browsers import Chromium
from choreographer.channels import Pipe
from choreographer.utils import TmpDirectory
from kaleido import Kaleido, PageGenerator

from maracdash.program_files import ASSETS_FOLDER
from maracdash.temporary_folders import remove_folder

TABS = 2
PROGRAM_VARIABLES = ("MARACDASH_CHROMIUM", "BROWSER_PATH")
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
INSTALL_ADVICE = (
    "Pictures need Chromium: on Debian and Ubuntu `apt install chromium`, on macOS `brew install --cask chromium`; "
    "or set MARACDASH_CHROMIUM or BROWSER_PATH to the program of a Chromium or Chrome you have."
)

SMALL_BUNDLE = ASSETS_FOLDER / "vendor-plotly-basic.min.js"
WHEEL_BUNDLE = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"

NO_NETWORK_OPTIONS = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    "--disable-background-networking",
    "--disable-client-side-phishing-detection",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-features=AutofillServerCommunication,DialMediaRouteProvider,MediaRouter,OptimizationHints,Translate",
    "--no-pings",
)


class ProfileFolder(TmpDirectory):
    """A folder that `Browser.kill` removes.

    The stock one removes itself at exit, which ends in a stack trace where a process of Chromium's still writes.
    """

    def __init__(self, within: str) -> None:
        self.path = Path(tempfile.mkdtemp(dir=within))
        self.exists = True

    def clean(self) -> None:
        """Leave it in place."""


class OfflineChromium(Chromium):
    """Chromium that reaches no host and writes nothing outside the folder it is given."""

    def pre_open(self) -> None:
        """Make the folder of the profile."""
        self.tmp_dir = ProfileFolder(self._tmp_dir_path)

    def get_cli(self) -> Sequence[str]:
        """The stock command line, then ours."""
        return [*super().get_cli(), *NO_NETWORK_OPTIONS]

    def get_env(self) -> MutableMapping[str, str]:
        """The environment with every place for leavings inside our folder."""
        folder = str(Path(self._tmp_dir_path).parent)
        own = dict.fromkeys(("TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"), folder)
        return {**super().get_env(), **own}


class Browser:
    """One Chromium with its tabs, from `open` to `kill`, to be used from one event loop."""

    def __init__(self) -> None:
        self.drawn = 0
        self.drawing = 0
        self._folder: Path | None = None
        self._killed = False
        self._kaleido: Any = None
        self._pipe = Pipe()

    @property
    def alive(self) -> bool:
        """True while the process runs."""
        process = self._process
        return process is not None and process.poll() is None

    async def open(self, within: Path) -> None:
        """Start the process with its leavings in a new folder `within`, and load the page into every tab."""
        logging.getLogger("choreographer").setLevel(logging.ERROR)
        self._folder = Path(tempfile.mkdtemp(dir=within))
        page = self._folder / "page.html"
        page.write_text(_build_page(), encoding="utf-8")
        self._kaleido = Kaleido(
            n=TABS,
            timeout=None,
            page_generator=page,
            path=find_executable(),
            browser_cls=OfflineChromium,
            channel_cls=lambda: self._pipe,
            tmp_dir=str(self._folder),
            enable_extensions=False,
        )
        await self._kaleido.open()

    async def picture(self, figure: Mapping[str, Any], options: Mapping[str, Any]) -> bytes:
        """One figure drawn. Raises KaleidoError where the figure is at fault, anything else where Chromium is."""
        content: bytes = await self._kaleido.calc_fig(dict(figure), dict(options))
        return content

    def kill(self) -> None:
        """End the whole process group now, also where its first process has ended, and remove the folder.

        The farewell lets the thread that reads the pipe end too.
        """
        process, alive = self._process, self.alive
        if process is not None and not self._killed:
            self._killed = True
            with suppress(ProcessLookupError, PermissionError):  # all have ended; macOS says it in the second way
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        if alive and self._pipe.is_ready():
            os.write(self._pipe.from_external_to_choreo, b"{bye}\n")
        if self._folder:
            remove_folder(self._folder)

    @property
    def _process(self) -> subprocess.Popen[bytes] | None:
        return getattr(self._kaleido, "subprocess", None)


def find_executable() -> str | None:
    """The Chromium to use: the one named in the environment, else the first found; None where there is none."""
    for variable in PROGRAM_VARIABLES:
        if named := os.environ.get(variable):
            return shutil.which(named)
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    return found or Chromium.find_browser(skip_local=False)


def _build_page() -> str:
    """The empty page that draws, with plotly.js from the disk and nothing from elsewhere."""
    bundle = SMALL_BUNDLE if SMALL_BUNDLE.is_file() else WHEEL_BUNDLE
    html: str = PageGenerator(plotly=(bundle.as_uri(), "utf-8"), mathjax=False).generate_index()
    return html
