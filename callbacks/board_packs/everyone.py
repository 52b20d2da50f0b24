"""Packs of every Marac of a region, written while one looks or not: started, followed, stopped and taken away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from threading import Lock, Thread

from flask import Blueprint, Response, jsonify, request

from callbacks.http import address_checks, audit_trail, sessions
from callbacks.http.server_pages import ServerPages, download_response, redirect
from callbacks.identity import current_person
from callbacks.pages.board_packs import resolve_pack
from layouts.pages import board_pack, pack_run
from layouts.pages.pack_run import PackRunPage
from maracdash.model.errors import MissingChoiceError, NotFoundError
from maracdash.model.people import PUBLIC
from maracdash.pack_runs.runs import (
    PackRun,
    RunProgress,
    RunState,
    build_runs_file,
    cancel_run,
    find_run,
    measure_progress,
    name_audience,
    name_bundle,
    start_run,
)
from maracdash.pack_runs.writing import carry_on
from maracdash.reading.board_packs import NOTHING_CHOSEN, list_pack_areas

SCRIPTS = ("form-run.js", "notices.js", "session.js")
SIGN_IN_FIRST = "Packs of every Marac are written for those who sign in. The pack of one Marac is there for everybody."
OTHER_VIEW = "These packs were written for another view of the figures than the one you have now. Start again."
SAID = {
    RunState.RUNNING: "{written} of {of} packs are written.",
    RunState.FINISHED: "All {of} packs are written.",
    RunState.CANCELLED: "The packs were stopped and removed.",
    RunState.FAILED: "{written} of {of} packs were written. {failed}",
}


@dataclass
class Writers:
    """Threads of this process that write packs, one a run."""

    server_pages: ServerPages
    running: set[str] = field(default_factory=set)
    lock: Lock = field(default_factory=Lock)

    def carry_on(self, run: PackRun) -> None:
        """Go on with a run that nobody writes: after its start, and where a program before this one has stopped."""
        context = self.server_pages.context
        with self.lock:
            if run.id in self.running:
                return
            self.running.add(run.id)
        work = partial(
            carry_on,
            context.settings.data,
            run,
            context.reader,
            context.settings.template_path,
            request.url_root.rstrip("/"),
        )
        Thread(target=self._write, args=(run, work), name=f"packs-{run.id[:8]}", daemon=True).start()

    def _write(self, run: PackRun, work: Callable[[], None]) -> None:
        try:
            work()
        finally:
            with self.lock:
                self.running.discard(run.id)


def register(routes: Blueprint, server_pages: ServerPages) -> None:
    """/board-pack/all, and under it the page of each run."""
    writers, path = Writers(server_pages), pack_run.PATH
    for rule, name, answer, methods in (
        (path, "start_run", start_packs, ["POST"]),
        (f"{path}/<key>", "run", serve_run, ["GET"]),
        (f"{path}/<key>/progress", "run_progress", serve_progress, ["GET"]),
        (f"{path}/<key>/cancel", "cancel_run", cancel_packs, ["POST"]),
        (f"{path}/<key>/packs.zip", "run_file", serve_file, ["GET"]),
    ):
        routes.add_url_rule(rule, name, partial(answer, writers), methods=methods)


def start_packs(writers: Writers) -> Response:
    """Begin with the packs of the region of the address. Raises NotFoundError and MissingChoiceError."""
    server_pages = writers.server_pages
    context = server_pages.context
    if current_person() == PUBLIC:
        return address_checks.show_message(
            server_pages.app, context, "Sign in first", SIGN_IN_FIRST, HTTPStatus.BAD_REQUEST
        )
    sessions.check_token()
    asked = resolve_pack(context, request.full_path)
    if not asked.items:
        raise MissingChoiceError(NOTHING_CHOSEN)
    areas = list_pack_areas(context.reader, asked.marac, asked.quarter)
    run = start_run(context.settings.data, sessions.owner_id(), asked, areas, context.reader, datetime.now(UTC))
    writers.carry_on(run)
    return redirect(f"{pack_run.PATH}/{run.id}")


def serve_run(writers: Writers, key: str) -> Response:
    """Page of a run. Raises NotFoundError for what is nobody's, or somebody else's."""
    run, progress = _follow(writers, key)
    shown = PackRunPage(
        key=run.id,
        scope=run.scope,
        said=_say(progress),
        written=progress.written,
        of=progress.of,
        running=progress.state is RunState.RUNNING,
        file=name_bundle(run.scope, run.quarter) if progress.state is RunState.FINISHED else "",
        reasons=progress.reasons,
        again=f"{board_pack.PATH}?{run.query}",
    )
    content = pack_run.layout(shown, sessions.form_token())
    return writers.server_pages.page(
        pack_run.HEADING.format(scope=run.scope), content, here="dashboards", scripts=SCRIPTS
    )


def serve_progress(writers: Writers, key: str) -> Response:
    """Progress of a run, for the bar of its page."""
    _, progress = _follow(writers, key)
    return jsonify(
        written=progress.written, of=progress.of, running=progress.state is RunState.RUNNING, said=_say(progress)
    )


def cancel_packs(writers: Writers, key: str) -> Response:
    """Stop a run and remove its packs."""
    sessions.check_token()
    folder = writers.server_pages.context.settings.data
    cancel_run(folder, find_run(folder, key, sessions.owner_id()))
    return redirect(f"{pack_run.PATH}/{key}")


def serve_file(writers: Writers, key: str) -> Response:
    """The zip of a finished run."""
    context = writers.server_pages.context
    run, _ = _follow(writers, key)
    file = build_runs_file(context.settings.data, run)
    audit_trail.record_export(context, file, run.release, request.remote_addr or "somebody")
    return download_response(file)


def _follow(writers: Writers, key: str) -> tuple[PackRun, RunProgress]:
    """A run of whoever asks, in the view that it was asked for, and how far it is; one that stood still goes on."""
    context = writers.server_pages.context
    folder = context.settings.data
    run = find_run(folder, key, sessions.owner_id())
    if name_audience(context.reader.audience) != run.audience:
        raise NotFoundError(OTHER_VIEW)
    progress = measure_progress(folder, run)
    if progress.state is RunState.RUNNING:
        writers.carry_on(run)
    return run, progress


def _say(progress: RunProgress) -> str:
    return SAID[progress.state].format(written=progress.written, of=progress.of, failed=progress.failed)
