"""Child processes and what they used: seconds, peak memory, processor time. Knows no maracdash."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

KIBIBYTE = 1024
MEGABYTE = 1_000_000
MAXRSS_UNIT = 1 if os.uname().sysname == "Darwin" else KIBIBYTE


@dataclass(frozen=True, kw_only=True)
class Run:
    """A child that ended well: its start (Unix time), its seconds, those of its processor, its peak memory in MB."""

    started: float
    seconds: float
    processor: float
    peak: float


@dataclass(frozen=True, kw_only=True)
class Memory:
    """Megabytes of a process and all below it. `pss` counts shared pages once, `rss` in each process."""

    pss: float
    rss: float


def run_command(command: Sequence[str | Path], log: Path) -> Run:
    """Run a command to its end. Raises RuntimeError with what it said where it fails."""
    with log.open("wb") as said:
        started, clock = time.time(), time.perf_counter()
        child = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - clock
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))} failed:\n{log.read_text(errors='replace')[-2000:]}")
    return Run(
        started=started,
        seconds=seconds,
        processor=used.ru_utime + used.ru_stime,
        peak=used.ru_maxrss * MAXRSS_UNIT / MEGABYTE,
    )


def measure_memory(pid: int) -> Memory:
    """Memory that a process and all below it hold now."""
    pss = rss = 0
    for process in _process_tree(pid):
        with suppress(psutil.NoSuchProcess):
            held = process.memory_full_info()
            pss += getattr(held, "pss", held.rss)
            rss += held.rss
    return Memory(pss=pss / MEGABYTE, rss=rss / MEGABYTE)


def processor_seconds(pid: int) -> float:
    """Processor time of a process and all below it so far."""
    seconds = 0.0
    for process in _process_tree(pid):
        with suppress(psutil.NoSuchProcess):
            times = process.cpu_times()
            seconds += times.user + times.system
    return seconds


@dataclass(frozen=True, kw_only=True)
class Holdings:
    """What a process and all below it hold: processes, threads, open files and connections."""

    processes: int
    threads: int
    descriptors: int


def count_holdings(pid: int) -> Holdings:
    """Count them now."""
    processes = threads = descriptors = 0
    for process in _process_tree(pid):
        with suppress(psutil.NoSuchProcess):
            threads += process.num_threads()
            descriptors += process.num_fds()
            processes += 1
    return Holdings(processes=processes, threads=threads, descriptors=descriptors)


def _process_tree(pid: int) -> list[psutil.Process]:
    root = psutil.Process(pid)
    return [root, *root.children(recursive=True)]
