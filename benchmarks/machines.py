"""Two machines with a disk each and one object store: submissions to both, while one or the other is killed.

A sender repeats what was not acknowledged, as people do. In the end nothing may be lost or doubled, and both machines
must serve the same release.
"""

from __future__ import annotations

import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import requests

from benchmarks.measures import Measure
from benchmarks.object_stores import serve_store
from benchmarks.servers import HOST, free_port
from maracdash import queries
from maracdash.model.areas import Level
from maracdash.model.audiences import Audience
from maracdash.model.quarters import Quarter
from maracdash.reading.reader import Reader
from maracdash.record import Record

SUBMISSIONS = 200
MARACS, QUARTERS = 20, 10
LAST = Quarter(2024, 4)
KILLS = 20
MAX_LIFE = 8.0
PATIENCE = 180.0
SWAP = 2.0
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass(kw_only=True)
class Machine:
    """A machine: its disk, its port, and its server, which is started again after each kill."""

    data: Path
    environment: dict[str, str]
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Address for a browser."""
        return f"http://{HOST}:{self.port}"

    def start(self) -> None:
        """Start the server, in a group of its own, which can be killed whole."""
        command = [sys.executable, "-m", "maracdash", "serve", "--port", str(self.port), "--data", str(self.data)]
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen(
            command, env=self.environment, stdout=quiet, stderr=quiet, start_new_session=True
        )

    def kill(self) -> None:
        """Kill the server with all its processes, at once, and wait until none of them listens any more."""
        if self.process:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            while self._listens():
                time.sleep(0.01)

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex((HOST, self.port)) == 0

    def release(self) -> str:
        """The release that it serves; none (an empty text) while it does not answer."""
        try:
            said = requests.get(f"{self.address}/readyz", timeout=5).text
        except requests.RequestException:
            return ""
        return said.split()[1] if said.startswith("ready ") else ""


def measure_machines(folder: Path) -> list[Measure]:
    """Submissions to both machines, half of each, with kills; then how fast one serves what the other took in."""
    with serve_store() as environment:
        machines = [Machine(data=folder / f"machine-{name}", environment=environment) for name in ("one", "two")]
        try:
            return _measure(folder, machines)
        finally:
            for each in machines:
                each.kill()


def _measure(folder: Path, machines: Sequence[Machine]) -> list[Measure]:
    for each in machines:
        each.start()
    sent = folder / "sent"
    sent.mkdir()
    areas = sent / "areas.csv"
    areas.write_text(_write_areas(), encoding="utf-8")
    _send(machines[0], areas)
    started = time.perf_counter()
    killed = _send_all(sent, machines)
    seconds = time.perf_counter() - started
    wrong = _count_wrong(machines)
    swaps = [_measure_swap(sent, machines, number) for number in range(5)]
    return [
        Measure(name=f"{SUBMISSIONS} submissions to two machines, {killed} kills", median=seconds, unit="s"),
        Measure(name="of these lost, doubled or served otherwise", median=float(wrong), unit="", target=0.0),
        Measure(name="A release of the other machine is served after", median=median(swaps), unit="s", target=SWAP),
    ]


def _send_all(folder: Path, machines: Sequence[Machine]) -> int:
    """Send everything, from a sender for each machine, while a third kills; how many kills there were."""
    ended, killed, chance = threading.Event(), [0], random.Random(15)

    def kill_now_and_then() -> None:
        while killed[0] < KILLS and not ended.wait(chance.uniform(0, MAX_LIFE)):
            machine = chance.choice(machines)
            while not machine.release() and not ended.is_set():  # let it take something in after the last kill
                time.sleep(0.1)
            machine.kill()
            machine.start()
            killed[0] += 1

    files = _write_returns(folder)
    senders = [
        threading.Thread(target=_send_each, args=(machine, files[start :: len(machines)]))
        for start, machine in enumerate(machines)
    ]
    killer = threading.Thread(target=kill_now_and_then)
    for each in (*senders, killer):
        each.start()
    for each in senders:
        each.join()
    ended.set()
    killer.join()
    return killed[0]


def _send_each(machine: Machine, files: Sequence[Path]) -> None:
    for each in files:
        _send(machine, each)


def _send(machine: Machine, path: Path) -> None:
    """Send a file as a person does, and again until it is acknowledged."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            if _upload(machine, path):
                return
        except (requests.RequestException, AttributeError):
            time.sleep(0.2)
    raise RuntimeError(f"{path.name} was not taken in within {PATIENCE:.0f} seconds")


def _upload(machine: Machine, path: Path) -> bool:
    with requests.Session() as browser:
        form = browser.get(f"{machine.address}/upload/file", timeout=30).text
        token = {"csrf_token": TOKEN.search(form)[1]}  # type: ignore[index]
        page = f"{machine.address}/upload/file"
        sent = browser.post(page, data=token, files={"files": (path.name, path.read_bytes())}, timeout=60)
        answers = {**token, "warning": "all", "reason": "benchmark"}
        told = browser.post(f"{sent.url}/accept", data=answers, timeout=120, allow_redirects=False)
        return "/upload/done/" in told.headers.get("Location", "")


def _count_wrong(machines: Sequence[Machine]) -> int:
    """Count and tell what is not as it was sent: submissions, figures, and a difference between the machines."""
    until = time.monotonic() + PATIENCE  # one that was killed last may wait for its own lease to expire
    while time.monotonic() < until and ("" in (served := {each.release() for each in machines}) or len(served) > 1):
        time.sleep(0.2)
    wrong = [*_list_wrong_submissions(machines[0]), *(said for each in machines for said in _list_wrong_figures(each))]
    served = [each.release() for each in machines]
    if len(set(served)) > 1:
        wrong.append(f"the machines serve {' and '.join(served)}")
    for each in wrong:
        print(f"  wrong: {each}", flush=True)
    return len(wrong)


def _list_wrong_submissions(machine: Machine) -> Iterator[str]:
    kept = [file.name for each in Record(machine.data).submissions() for file in each.manifest.files]
    yield from (f"{name} was kept {count} times" for name, count in Counter(kept).items() if count > 1)
    if len(kept) != SUBMISSIONS + 1:
        yield f"{len(kept)} files were kept of {SUBMISSIONS + 1}"


def _list_wrong_figures(machine: Machine) -> Iterator[str]:
    reader = Reader(machine.data, Audience.FULL)
    for back in range(QUARTERS - 3):
        table = reader.ask(queries.TIDY_TABLE, LAST - back, levels=(Level.MARAC,), slugs=("cases",))
        for cell in table.cells:
            sent = sum(_cases(int(cell.area.code[1:]), back + each) for each in range(4))
            if cell.value.number not in (None, sent):
                yield f"{cell.area.code} has {cell.value.number} at {LAST - back} and not {sent} on {machine.data.name}"


def _measure_swap(folder: Path, machines: Sequence[Machine], number: int) -> float:
    path = folder / f"correction-{number}.csv"
    path.write_text(f"marac,quarter,entries,cases\nM0,{LAST},3,{900 + number}\n", encoding="utf-8")
    before = machines[1].release()
    _send(machines[0], path)
    told = time.perf_counter()
    while machines[1].release() == before:
        time.sleep(0.02)
    return time.perf_counter() - told


def _write_returns(folder: Path) -> list[Path]:
    """A file for each Marac and quarter."""
    paths = []
    for marac in range(MARACS):
        for back in range(QUARTERS):
            path = folder / f"returns-{marac}-{back}.csv"
            path.write_text(f"marac,quarter,entries,cases\nM{marac},{LAST - back},3,{_cases(marac, back)}\n")
            paths.append(path)
    return paths


def _cases(marac: int, back: int) -> int:
    return 20 + marac * QUARTERS + back


def _write_areas() -> str:
    upper = [
        "code,name,level,parent",
        "U1,Albany,uk,",
        "C1,Angle,country,U1",
        "R1,Midmarch,region,C1",
        "F1,One,force,R1",
    ]
    return "\n".join([*upper, *(f"M{each},Marac {each},marac,F1" for each in range(MARACS))]) + "\n"
