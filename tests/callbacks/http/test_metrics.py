"""Metrics of a served app: of all its processes, on a port of their own, and none unless one is set."""

from __future__ import annotations

import os
import signal
import time
from functools import partial
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import psutil
from flask import Flask, Response
from prometheus_client.parser import text_string_to_metric_families

from callbacks.exports.downloads import list_files
from callbacks.http import metrics
from tests.support.servers import Served, find_free_port, serve

Samples = dict[str, float]
PATIENCE_SECONDS = 120.0


def _read_metrics(port: int) -> Samples:
    """Every sample by its name and labels; waits until somebody serves them, and every request is over.

    Whoever asked has the answer a moment before the server has noted that it is done.
    """
    until = time.monotonic() + PATIENCE_SECONDS
    while _count(found := _read_samples(port, until), "maracdash_requests_running") and time.monotonic() < until:
        time.sleep(0.1)
    return found


def _read_samples(port: int, until: float) -> Samples:
    while True:
        try:
            with urlopen(f"http://127.0.0.1:{port}/metrics", timeout=PATIENCE_SECONDS) as answer:
                text = answer.read().decode()
            break
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
    families = text_string_to_metric_families(text)
    return {
        ",".join((sample.name, *(f"{name}={value}" for name, value in sorted(sample.labels.items())))): sample.value
        for family in families
        for sample in family.samples
    }


def _count(samples: Samples, name: str, **labels: str) -> float:
    return samples.get(",".join((name, *(f"{each}={value}" for each, value in sorted(labels.items())))), 0)


def test_requests_of_every_process_are_counted_by_route_alone(demonstration: Path, tmp_path: Path) -> None:
    port = find_free_port()
    with serve(demonstration, tmp_path / "log", METRICS_PORT=str(port)) as served:
        for _ in range(24):
            served.get("/export/table.csv?marac=nobody")
        samples = _read_metrics(port)
    asked = {"method": "GET", "route": "/export/table.csv", "status": "404"}
    assert _count(samples, "maracdash_requests_total", **asked) == 24
    assert _count(samples, "maracdash_request_seconds_count", route="/export/table.csv") == 24
    assert _count(samples, "maracdash_requests_running") == 0
    assert _count(samples, "maracdash_pictures_waiting") == 0
    assert 0 < _count(samples, "maracdash_publish_seconds") < 600
    assert 0 < _count(samples, "maracdash_release_age_seconds") < 3600 * 24
    assert not any("nobody" in each for each in samples)


def test_nobody_who_asks_chooses_a_label() -> None:
    server = Flask("asked")
    server.before_request(metrics._count_begun)
    server.after_request(metrics._count_answer)
    server.add_url_rule("/export/<name>", "exported", lambda name: name)
    asking = server.test_client()
    for method in ("SECRETNAME", "INVENTED", "get"):
        asking.open("/export/secret-name", method=method)
    asking.get("/secret-name")
    asking.get("/export/secret-name?secret-name")
    labels = [sample.labels for family in metrics.REQUESTS.collect() for sample in family.samples]
    assert {each["method"] for each in labels} <= {"GET", "POST", "other"}
    assert {each["route"] for each in labels} >= {"none", "/export/<name>"}
    assert not any("secret-name" in value for each in labels for value in each.values())


def test_whoever_waits_for_a_picture_is_counted_while_it_is_drawn() -> None:
    seen: list[float] = []
    server = Flask("drawing")
    server.before_request(metrics._count_begun)
    server.after_request(metrics._count_answer)
    server.teardown_request(metrics._count_done)
    names = [name for name in list_files() if name.endswith((".png", ".svg", ".zip", ".csv"))]
    for name in names:
        answer = partial(_note_waiting, seen)
        server.add_url_rule(f"/export/{name}", name.replace(".", "-"), answer)
    for name in names:
        server.test_client().get(f"/export/{name}")
    assert seen == [0 if name.endswith(".csv") else 1 for name in names]
    assert {0, 1} <= set(seen)
    assert _waiting() == 0


def test_a_refused_upload_is_counted(demonstration: Path, tmp_path: Path) -> None:
    port = find_free_port()
    with serve(demonstration, tmp_path / "log", METRICS_PORT=str(port)) as served:
        assert _post(served, "/upload/file") == 400
        samples = _read_metrics(port)
    assert _count(samples, "maracdash_uploads_refused_total", status="400") == 1


def test_when_the_process_that_serves_them_dies_another_does_and_nothing_is_forgotten(
    demonstration: Path, tmp_path: Path
) -> None:
    port = find_free_port()
    with serve(demonstration, tmp_path / "log", METRICS_PORT=str(port)) as served:
        served.get("/export/table.csv?marac=nobody")
        before = _count(
            _read_metrics(port), "maracdash_requests_total", method="GET", route="/export/table.csv", status="404"
        )
        (listener,) = (
            each.pid
            for each in psutil.Process(served.process.pid).children()
            if any(link.laddr.port == port for link in each.net_connections("tcp"))
        )
        os.kill(listener, signal.SIGKILL)
        after = _read_metrics(port)
    assert before == 1
    assert _count(after, "maracdash_requests_total", method="GET", route="/export/table.csv", status="404") == 1
    assert _count(after, "maracdash_requests_running") == 0


def test_unless_a_port_is_set_nothing_else_listens(demonstration: Path, tmp_path: Path) -> None:
    with serve(demonstration, tmp_path / "log") as served:
        listening = {
            link.laddr.port
            for each in psutil.Process(served.process.pid).children()
            for link in each.net_connections("tcp")
            if link.status == psutil.CONN_LISTEN
        }
    assert listening == {int(served.address.rpartition(":")[2])}


def _note_waiting(seen: list[float]) -> Response:
    seen.append(_waiting())
    return Response("")


def _waiting() -> float:
    return float(metrics.PICTURES._value.get())


def _post(served: Served, path: str) -> int:
    try:
        with urlopen(f"{served.address}{path}", data=b"x=1", timeout=PATIENCE_SECONDS) as answer:
            return int(answer.status)
    except HTTPError as refused:
        with refused:
            return int(refused.code)
