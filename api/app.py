# SPDX-License-Identifier: Apache-2.0
"""The application: routes, pages, and the rule that a route without an API key must be on the list of public ones.

create_app(ledger)                      for uvicorn, for tests
serve(ledger, host, port)               until it is interrupted
with serving(ledger, host, port) as origin:     in a thread, beside other work
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import uvicorn
from fastapi import FastAPI, Request
from fastapi.dependencies.models import Dependant
from fastapi.responses import Response
from fastapi.routing import APIRoute
from fastapi.staticfiles import StaticFiles
from starlette.routing import BaseRoute

from api import errors
from api.deps import AskedAsTaken, NotModified, authenticated
from api.intake import BodyGuard
from api.outermost import HEAD_HEADERS, Outermost
from api.pages import views
from api.pages.rendering import problem_page
from api.routes import (
    cases,
    circulation,
    destruction,
    figures,
    filing,
    grants,
    lending,
    life,
    loans,
    own,
    pledges,
    procedure,
    public_data,
    reconciling,
    registry,
    standing,
    usage,
    valuations,
    waiting,
)
from ledger.errors import Misconfigured
from ledger.service.runtime import Ledger

PUBLIC: Final = frozenset(
    {
        "/health",
        "/ready",
        "/openapi.json",
        "/static",
        "/v1/head",
        "/v1/organisations",
        "/v1/organisations/{org_id}",
        "/v1/regimes",
        "/v1/regimes/{regime_id}",
        "/v1/calendar",
        "/v1/certificates",
        "/v1/certificates/{code}",
        "/v1/certificates/{code}/verdict",
        "/v1/certificates/{code}/history",
        "/v1/notices",
        "/v1/public-grants",
        "/",
        "/verify",
        "/catalogue",
        "/notices",
        "/c/{code}",
        "/c/{code}/qr.svg",
    }
)
"""Every address that answers without an API key. All of them read, and read nothing but what is public."""

ROUTERS: Final = (
    standing, registry, figures, lending, filing, procedure, cases, circulation, usage, grants, public_data, pledges,
    loans, valuations, life, reconciling, destruction, own, waiting,
)  # fmt: skip
"""In the order in which OpenAPI shows them."""

STATIC: Final = Path(__file__).parent / "pages" / "static"
DESCRIPTION: Final = """
Registration certificates of data assets on a permissioned chain, and what the mirror of that chain says of them.

* The national registration system is the legal register and prevails over this ledger (art. 27).
* Each answer names the block it is true for in `Ledger-Block`, `Ledger-Block-Hash`, `Ledger-Block-Time`,
  `Ledger-Finalized-Block` and `Ledger-Rolling`.
* Writes need `Idempotency-Key`. An act of two persons is answered 202 and waits under `/v1/preparations`
  (destroying a key, which is on no chain: under `/v1/key-destructions`).
* Errors are problem documents (RFC 9457) with a stable `code`, in Chinese and English.
"""


def create_app(ledger: Ledger, origin: str = "") -> FastAPI:
    """The application over an open ledger. `origin` is what QR codes lead to; empty: as the settings say."""
    app = FastAPI(
        title="Data-asset certificate ledger",
        version=version("data-asset-ledger"),
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        responses=_problems(),
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        redirect_slashes=False,
        dependencies=[AskedAsTaken],
    )
    app.state.ledger, app.state.origin = ledger, origin or ledger.settings.origin
    app.state.problem_page = problem_page
    errors.install(app)
    app.add_exception_handler(NotModified, _not_modified)
    for router in ROUTERS:
        app.include_router(router.router)
    app.include_router(views.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_middleware(BodyGuard, ledger=ledger)
    app.add_middleware(Outermost, ledger=ledger)
    require_keys(app)
    return app


def _not_modified(_request: Request, _error: Exception) -> Response:
    return Response(status_code=304)


def _problems() -> dict[int | str, dict[str, Any]]:
    from api.schemas.problem import ProblemOut

    headers = {name: {"schema": {"type": "string"}} for name in HEAD_HEADERS}
    body = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemOut"}}}
    return {
        "default": {"model": ProblemOut, "description": "A problem (RFC 9457).", "content": body, "headers": headers},
        422: {"model": ProblemOut, "description": "The request is at fault.", "content": body, "headers": headers},
    }


# --- deny by default --------------------------------------------------------------------------------------------------


def require_keys(app: FastAPI) -> None:
    """A mistake of the programmer ends here, before anything is served."""
    open_doors = sorted(path for path in doors(app) if path not in PUBLIC)
    if open_doors:
        raise AssertionError(f"routes without an API key that are not on the list of public ones: {open_doors}")


def doors(app: FastAPI) -> set[str]:
    """The paths of every route that can be reached without an API key."""
    return {path for path, guarded in all_routes(app.routes) if not guarded}


def all_routes(routes: Sequence[BaseRoute]) -> list[tuple[str, bool]]:
    """Path and whether a key is asked for, of every route; what is no API route asks for none."""
    found: list[tuple[str, bool]] = []
    for route in routes:
        included = getattr(route, "original_router", None)
        if included is not None:  # how newer versions of FastAPI keep a router that was included
            found += all_routes(included.routes)
        elif isinstance(route, APIRoute):
            found.append((route.path, _asks(route.dependant)))
        else:
            found.append((getattr(route, "path", "?"), False))
    return found


def _asks(dependant: Dependant) -> bool:
    return dependant.call is authenticated or any(_asks(each) for each in dependant.dependencies)


# --- serving ----------------------------------------------------------------------------------------------------------


def serve(ledger: Ledger, host: str, port: int) -> None:
    """Serve until interrupted (uvicorn handles SIGINT and SIGTERM)."""
    listening = _listen(host, port)
    _server(ledger, host, listening).run(sockets=[listening])


@contextmanager
def serving(ledger: Ledger, host: str = "127.0.0.1", port: int = 0) -> Iterator[str]:
    """Serve in a thread; gives the address under which it answers. Port 0: any free one."""
    listening = _listen(host, port)
    server = _server(ledger, host, listening)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, name="api", daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.01)
    try:
        yield _origin(host, listening)
    finally:
        server.should_exit = True
        thread.join(30)


def _server(ledger: Ledger, host: str, listening: socket.socket) -> uvicorn.Server:
    origin = ledger.settings.public_url or _origin(host, listening)
    config = uvicorn.Config(
        create_app(ledger, origin), log_config=None, access_log=False, server_header=False, timeout_graceful_shutdown=10
    )
    return uvicorn.Server(config)


def _origin(host: str, listening: socket.socket) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{listening.getsockname()[1]}"


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise Misconfigured(
            f"cannot listen on {host}:{port}: {error.strerror}; choose another with LEDGER_PORT",
            zh=f"无法监听 {host}:{port}（{error.strerror}），请用 LEDGER_PORT 另选端口",
            code="PORT_TAKEN",
        ) from error
    listening.set_inheritable(True)
    return listening
