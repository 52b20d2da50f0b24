"""Pictures: what is refused before any browser starts, and what Chromium draws for many threads at once."""

from __future__ import annotations

import contextlib
import os
import signal
import struct
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import psutil
import pytest

from maracdash.exports import chart_images, chromium_pool
from maracdash.exports.chart_images import PREFIX
from maracdash.model.errors import DrawingError


def with_chromium(test):
    return pytest.mark.browser(pytest.mark.usefixtures("drawing")(test))


def figure(title: str, heights: tuple[float, ...] = (1, 2)) -> dict:
    return {
        "data": [{"type": "bar", "x": [f"x{number}" for number, _ in enumerate(heights)], "y": list(heights)}],
        "layout": {"title": {"text": title}, "template": {"layout": {}}},
    }


def chromiums(pid: int | None = None) -> list[psutil.Process]:
    return psutil.Process(pid).children(recursive=True)


def eventually(condition, seconds: float = 120) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return bool(condition())


def picture_threads() -> list[threading.Thread]:
    return [each for each in threading.enumerate() if each.name == "pictures"]


@pytest.fixture
def drawing(monkeypatch):
    for module in (chart_images, chromium_pool):  # a busy machine may take its time
        monkeypatch.setattr(module, "OPENING_SECONDS", 120.0)
    missing = chart_images.explain_unavailable()
    if missing:
        pytest.fail(missing)
    yield
    chart_images.close()


@pytest.fixture
def no_chromium(monkeypatch, tmp_path):
    for variable in chart_images.PROGRAM_VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("maracdash.exports.chromium.Chromium.find_browser", lambda **_: None)


@pytest.mark.usefixtures("no_chromium")
def test_without_chromium_a_picture_says_at_once_what_to_install():
    assert "apt install chromium" in chart_images.explain_unavailable()
    before = picture_threads()
    with pytest.raises(DrawingError, match="apt install chromium"):
        chart_images.render(figure("one"), "png")
    assert picture_threads() == before, "nothing was begun"


@pytest.mark.usefixtures("no_chromium")
def test_a_chromium_that_is_named_and_not_there_is_named_in_the_sentence(monkeypatch):
    monkeypatch.setenv("MARACDASH_CHROMIUM", "/nowhere/chromium")
    assert chart_images.explain_unavailable().startswith("MARACDASH_CHROMIUM names “/nowhere/chromium”")


@pytest.mark.usefixtures("no_chromium")
def test_a_chromium_named_in_the_environment_is_used(monkeypatch):
    monkeypatch.setenv("BROWSER_PATH", sys.executable)
    assert chart_images.explain_unavailable() is None


@pytest.mark.parametrize(
    ("part", "where"),
    [
        ({"layout": {"images": [{"x": 1}]}}, "layout.images"),
        ({"layout": {"template": {"layout": {"images": [{}]}}}}, "layout.template.layout.images"),
        ({"data": [{"type": "image", "source": "file:///etc/passwd"}]}, "data.source"),
        ({"layout": {"map": {"style": " HTTPS://example.org/style"}}}, "layout.map.style"),
        ({"data": [{"meta": ("//example.org/a.png",)}]}, "data.meta"),
    ],
)
@pytest.mark.usefixtures("no_chromium")
def test_a_figure_that_reads_something_else_is_refused(part, where):
    with pytest.raises(DrawingError, match="outside itself") as refusal:
        chart_images.render({"data": [], "layout": {}} | part, "png")
    assert where in str(refusal.value)


@pytest.mark.usefixtures("no_chromium")
def test_a_figure_may_speak_of_an_address():
    with pytest.raises(DrawingError, match="apt install"):
        chart_images.render(figure("Source: see https://example.org"), "png")


def test_a_full_queue_refuses_in_a_plain_sentence():
    studio = chart_images.ImageWorker()
    for _ in range(chart_images.MAX_WAITING):
        assert studio._places.acquire(blocking=False)
    with pytest.raises(DrawingError, match="Too many pictures"):
        studio.draw(figure("one"), chart_images.RENDER_OPTIONS["png"], 1)


@with_chromium
def test_a_png_is_1280_by_720_at_double_resolution_and_an_svg_holds_its_words():
    png = chart_images.render(figure("Cases"), "png")
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", png[16:24]) == (2560, 1440)
    svg = chart_images.render(figure("Cases discussed"), "svg").decode()
    assert 'width="1280" height="720"' in svg
    assert "Cases discussed" in svg


@with_chromium
def test_sixty_figures_from_eight_threads_each_reach_their_caller():
    with ThreadPoolExecutor(8) as pool:
        drawn = list(pool.map(lambda number: chart_images.render(figure(f"number {number} of 60"), "svg"), range(60)))
    wrong = [number for number, svg in enumerate(drawn) if f">number {number} of 60<" not in svg.decode()]
    assert wrong == []


@with_chromium
def test_a_killed_chromium_is_started_again():
    chart_images.render(figure("before"), "svg")
    with ThreadPoolExecutor(4) as pool:
        first = chromiums()[0]
        drawing = [pool.submit(chart_images.render, figure(f"number {number}"), "svg") for number in range(8)]
        time.sleep(0.3)
        os.killpg(first.pid, signal.SIGKILL)
        for number, each in enumerate(drawing):
            assert f">number {number}<" in each.result().decode()
    assert "after" in chart_images.render(figure("after"), "svg").decode()
    assert not first.is_running()


@with_chromium
def test_a_chromium_that_dies_again_and_again_leaves_no_zombie():
    for number in range(3):
        chart_images.render(figure(f"before {number}"), "svg")
        os.kill(chromiums()[0].pid, signal.SIGKILL)
        assert f">after {number}<" in chart_images.render(figure(f"after {number}"), "svg").decode()
    assert zombies() == []
    chart_images.close()
    assert eventually(lambda: zombies() == [] and chromiums() == [])


def zombies() -> list[psutil.Process]:
    own = psutil.Process().children(recursive=True)
    return [each for each in own if each.is_running() and each.status() == psutil.STATUS_ZOMBIE]


@with_chromium
def test_a_chromium_that_hangs_is_replaced_after_the_deadline():
    chart_images.render(figure("before"), "svg")
    for process in chromiums():
        process.suspend()
    assert ">after<" in chart_images.render(figure("after"), "svg", deadline=10).decode()


@with_chromium
def test_a_chromium_that_never_starts_gives_up_with_a_sentence(monkeypatch, tmp_path):
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\nsleep 3600\n")
    program.chmod(0o755)
    monkeypatch.setenv("MARACDASH_CHROMIUM", str(program))
    monkeypatch.setattr(chromium_pool, "OPENING_SECONDS", 0.5)
    try:
        with pytest.raises(DrawingError, match="could not be drawn"):
            chart_images.render(figure("one"), "png", deadline=0.5)
        assert eventually(lambda: chromiums() == [])
    finally:
        chart_images.close()


@with_chromium
def test_chromium_is_replaced_when_it_is_worn(monkeypatch):
    monkeypatch.setattr(chromium_pool, "MAX_PICTURES", 3)
    seen = set()
    for number in range(4):
        assert f">number {number}<" in chart_images.render(figure(f"number {number}"), "svg").decode()
        seen.add(chromiums()[0].pid)
    assert len(seen) == 2


@with_chromium
def test_an_idle_chromium_gives_its_memory_back_and_the_next_picture_starts_another(monkeypatch):
    chart_images.render(figure("before"), "svg")
    first = chromiums()[0]
    monkeypatch.setattr(chromium_pool, "IDLE_SECONDS", 0.4)
    chart_images.render(figure("last"), "svg")
    assert eventually(lambda: chromiums() == [])
    assert not first.is_running()
    assert ">after<" in chart_images.render(figure("after"), "svg").decode()


@with_chromium
def test_a_chart_that_plotly_refuses_is_the_charts_fault_and_chromium_stays(caplog):
    chart_images.render(figure("before"), "svg")
    before = chromiums()[0].pid
    with pytest.raises(DrawingError, match="refused this chart"):
        chart_images.render({"data": 5, "layout": {}}, "png")
    assert "Chromium refused a chart: Error" in caplog.text
    assert chromiums()[0].pid == before


@with_chromium
def test_nothing_is_left_after_close():
    chart_images.render(figure("one"), "png")
    folder = chart_images._WORKERS[os.getpid()]._folder.path
    chart_images.close()
    assert eventually(lambda: chromiums() == [])
    assert not folder.exists()
    assert not picture_threads()


PARENT = """
import sys, time
from maracdash.exports import chart_images
chart_images.render({"data": [], "layout": {}}, "png")
print("drawn", flush=True)
if sys.argv[1:] == ["wait"]:
    time.sleep(3600)
"""


@pytest.fixture
def short_folder():
    with tempfile.TemporaryDirectory(prefix="m", dir="/tmp") as folder:
        yield Path(folder)


@contextlib.contextmanager
def parent(folder, *arguments):
    environment = os.environ | {"TMPDIR": str(folder)}
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, *arguments], stdout=subprocess.PIPE, env=environment, text=True
    ) as process:
        yield process


@with_chromium
@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGKILL])
def test_chromium_ends_with_a_killed_parent_and_the_next_one_sweeps(short_folder, ending):
    with parent(short_folder, "wait") as process:
        assert process.stdout.readline() == "drawn\n"
        family = chromiums(process.pid)
        assert family
        process.send_signal(ending)
    assert eventually(lambda: not any(each.is_running() for each in family))
    with parent(short_folder) as next_one:
        next_one.wait(300)
    assert list(short_folder.glob(f"{PREFIX}*")) == []


@with_chromium
def test_a_program_that_ends_by_itself_takes_chromium_and_its_folder_along(short_folder):
    with parent(short_folder) as process:
        assert process.stdout.readline() == "drawn\n"
        family = chromiums(process.pid)
        assert process.wait(120) == 0
    assert eventually(lambda: not any(each.is_running() for each in family))
    assert list(short_folder.iterdir()) == []


FORK = """
import os
from maracdash.exports import chart_images
def draw(title):
    svg = chart_images.render({"data": [], "layout": {"title": {"text": title}}}, "svg").decode()
    assert f">{title}<" in svg
draw("parent")
child = os.fork()
draw("child" if child == 0 else "parent again")
chart_images.close()
if child == 0:
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0
"""


@with_chromium
def test_a_forked_process_draws_with_a_chromium_of_its_own():
    subprocess.run([sys.executable, "-W", "ignore", "-c", FORK], check=True, timeout=300)


@with_chromium
def test_a_long_temporary_folder_is_no_hindrance(tmp_path):
    long = tmp_path / ("long" * 30)
    long.mkdir()
    with parent(long) as process:
        assert process.stdout.readline() == "drawn\n"


class Listener(BaseHTTPRequestHandler):
    requests: ClassVar[list[str]] = []

    def do_GET(self):
        self.requests.append(self.path)
        self.send_response(404)
        self.end_headers()


@with_chromium
def test_chromium_reaches_no_host_not_even_this_one():
    studio = chart_images.ImageWorker()
    with ThreadingHTTPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        outside = figure("one")
        for host in ("127.0.0.1", "localhost"):
            source = f"http://{host}:{server.server_port}/leak.png"
            outside["layout"].setdefault("images", []).append({"source": source, "sizex": 1, "sizey": 1})
        with contextlib.suppress(DrawingError):
            studio.draw(outside, chart_images.RENDER_OPTIONS["svg"], 5)
        studio.close()
        server.shutdown()
    assert Listener.requests == []
