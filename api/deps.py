# SPDX-License-Identifier: Apache-2.0
"""What a request needs before its handler runs: the ledger, who asks, under which key, and one view of the mirror.

    reading(request)     a session and the head it is true for; the head goes into the answer's headers
    Reader, Writer       the caller, whose API key has the scope; a route with neither is on the list of public ones
    IdempotencyKey       mandatory on every write

Not for: what the caller may see (tenancy.py).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Final, TypeVar, cast, get_args, get_origin

from fastapi import Depends, Header, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from api.errors import refused
from api.language import chosen_language
from ledger.domain.ids import OrgId
from ledger.service import people
from ledger.service.runtime import Ledger, Principal
from ledger.service.two_persons import approver_of
from ledger.store.queries import acts
from ledger.store.queries.acts import Head

T = TypeVar("T")


def ledger_of(request: Request) -> Ledger:
    return cast(Ledger, request.app.state.ledger)


def origin_of(request: Request) -> str:
    """The address that is printed: of the settings, never of the Host header, which the asker writes."""
    return cast(str, request.app.state.origin)


# --- one view of the mirror -------------------------------------------------------------------------------------------


class NotModified(Exception):
    """The asker has this answer already; becomes 304."""


@dataclass(frozen=True, slots=True)
class View:
    """One moment of the mirror. `session` is the store's; `now` the ledger's clock."""

    session: Any
    head: Head
    now: int


@contextmanager
def reading(request: Request, *, tagged: bool = False) -> Iterator[View]:
    """A consistent view whose block the answer names. `tagged`: nothing but the mirror decides, so it gets an ETag."""
    ledger = ledger_of(request)
    with ledger.store.reading() as session:
        head = acts.required_head(session)
        request.state.head = head
        if tagged:
            _tag(request, head)
        yield View(session, head, ledger.now())


def _tag(request: Request, head: Head) -> None:
    """The mirror's cursor, with what else chooses between answers of one address: who asks, and the language."""
    who = request.headers.get("authorization", "")
    parts = (head.block_hash.hex(), str(head.finalized_number), who, str(chosen_language(request)))
    tag = 'W/"' + hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:32] + '"'
    request.state.etag = tag
    asked = request.headers.get("if-none-match", "")
    if tag in (part.strip() for part in asked.split(",")):
        raise NotModified


async def _current(request: Request) -> None:
    if "known" not in request.query_params:
        ledger_of(request).require_current()


Current: Final = Depends(_current)
"""For what is answered as of now: 503 where the mirror has lost the chain. With `known` it is asked what it knew."""


ANYWHERE: Final = frozenset({"lang"})


async def _asked_as_taken(request: Request) -> None:
    """What an address does not take, or is named twice where one is meant, would be passed over, and something else be
    answered than was asked: another moment, every holder, the first page for ever. Under /v1 it is refused; pages pass
    over what others append to their addresses."""
    if not request.url.path.startswith("/v1/"):
        return
    taken = _queries(request.scope["route"].dependant)
    wrong = [
        {"type": "extra_forbidden", "loc": ("query", name), "msg": "This address takes no such parameter"}
        for name in request.query_params
        if name not in taken and name not in ANYWHERE
    ] + [
        {"type": "given_twice", "loc": ("query", name), "msg": "This parameter is given twice"}
        for name, several in taken.items()
        if not several and len(request.query_params.getlist(name)) > 1
    ]
    if wrong:
        raise RequestValidationError(wrong)


def _queries(dependant: Dependant) -> dict[str, bool]:
    """The names of what is taken, and whether several may be given."""
    own = {field.alias: _several(field.field_info.annotation) for field in dependant.query_params}
    return {name: many for each in dependant.dependencies for name, many in _queries(each).items()} | own


def _several(annotation: object) -> bool:
    return get_origin(annotation) is list or any(_several(each) for each in get_args(annotation))


AskedAsTaken: Final = Depends(_asked_as_taken)


async def promptly(ledger: Ledger, work: Callable[[], T]) -> T:
    """Answer on the event loop where a read cannot wait (SQLite in WAL), in a thread where a network lies between."""
    return work() if ledger.store.is_sqlite else await run_in_threadpool(work)


# --- who asks ---------------------------------------------------------------------------------------------------------


class Scope(StrEnum):
    """What an API key may be used for. `read`: what is the organisation's own; `write`: acts; `admin`: its API keys."""

    READ = "read"
    WRITE = "write"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Caller:
    """A person of an organisation, and what the key in use is good for."""

    principal: Principal
    scopes: frozenset[str]

    @property
    def org_id(self) -> OrgId:
        return self.principal.org_id


_BEARER: Final = HTTPBearer(
    auto_error=False, scheme_name="apiKey", description="An API key of a person: `Authorization: Bearer dal_...`"
)


def authenticated(request: Request, given: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)]) -> Caller:
    """The caller. Deny by default: no key, a revoked one, one that has run out, a person that has left."""
    if given is None:
        raise refused("API_KEY_MISSING", "this address needs an API key", "此地址需要接口密钥")
    ledger = ledger_of(request)
    found = people.who_holds(ledger.store, given.credentials, ledger.now())
    if found is None:
        raise refused(
            "API_KEY_INVALID", "the API key is unknown, revoked or has run out", "接口密钥不存在、已撤销或已过期"
        )
    caller = Caller(*found)
    request.state.caller = caller
    return caller


def _with_scope(scope: Scope) -> Callable[[Caller], Caller]:
    def check(caller: Annotated[Caller, Depends(authenticated)]) -> Caller:
        if scope not in caller.scopes:
            raise refused("SCOPE_MISSING", f"this API key has no scope {scope}", f"该接口密钥没有 {scope} 权限")
        return caller

    return check


Reader = Annotated[Caller, Depends(_with_scope(Scope.READ))]
Writer = Annotated[Caller, Depends(_with_scope(Scope.WRITE))]
Administrator = Annotated[Caller, Depends(_with_scope(Scope.ADMIN))]

IdempotencyKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        pattern=r"^[\x21-\x7e]{1,256}$",
        description="Names the wish. The same key with the same body gets the first answer again; with another, 422.",
        examples=["2026-09-10-accept-0001"],
    ),
]


def approver(request: Request, caller: Caller, person_id: str | None) -> Principal | None:
    """The colleague that a preparer named."""
    return approver_of(ledger_of(request), caller.principal, person_id) if person_id is not None else None
