"""The program of an S3 server, of moto: `python -m tests.support.s3_server PORT`. See `object_stores`.

One request at a time, so that what it is asked to refuse it refuses: its own checks are not made at one stroke.
"""

from __future__ import annotations

import sys

from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server


class _Quiet(WSGIRequestHandler):
    def log_request(self, *_: object) -> None:
        """Nobody reads it."""


if __name__ == "__main__":
    make_server(
        "127.0.0.1", int(sys.argv[1]), DomainDispatcherApplication(create_backend_app), request_handler=_Quiet
    ).serve_forever()
