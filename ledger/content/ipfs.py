# SPDX-License-Identifier: Apache-2.0
"""Bytes by their hash in IPFS, over one daemon's RPC: the only file that imports an IPFS client.

The daemon is a witness, not an oracle. It is told the import setting in full, its CID must equal ours, its bytes are
hashed before they are believed, and "pinned" is said only after asking again. The RPC is an administrator's interface,
so only an address on this machine is taken unless the caller insists, no proxy is used and no redirect is followed.

`ipfshttpclient.connect()` is not used: it refuses every daemon from 0.8.0 on, that is, every living one. `Client` skips
that check and works (tried with Kubo 0.44). Its errors, and those of `requests` that it lets through, end here.
"""

from __future__ import annotations

import io
import ipaddress
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from ledger.content.cid import CHUNK_BYTES, Cid, cid_of, parse_cid
from ledger.content.store import PinState, absent, checked
from ledger.errors import Inconsistent, LedgerError, Misconfigured, NotFound, Unavailable

# The library's own patch of `requests` passes an argument that urllib3 2 warns of and 3 will refuse; this switch,
# read once at import, makes it use `requests` as it is. What the patch is for (Unix sockets) is not wanted here.
os.environ.setdefault("PY_IPFS_HTTP_CLIENT_PATCH_REQUESTS", "no")

import ipfshttpclient
from ipfshttpclient import exceptions as foreign

_CHUNKER = f"size-{CHUNK_BYTES}"
_DEFAULT_LIMIT = 256 * 1024 * 1024


class IpfsStore:
    """One daemon. `address` is `http://127.0.0.1:5001` or a multiaddr; `token` is sent as a bearer.

    `offline=True` asks the daemon for what it holds itself: an absent file is then a quick NotFound. Otherwise the
    daemon searches the network, and "did not answer in time" is Unavailable, since it proves nothing.
    """

    def __init__(
        self,
        address: str,
        *,
        timeout: float = 30.0,
        token: str = "",
        offline: bool = True,
        allow_remote: bool = False,
        limit: int = _DEFAULT_LIMIT,
    ) -> None:
        self._limit = limit
        self._client = _client(_multiaddr(address, allow_remote=allow_remote), timeout, token, offline)

    def put(self, data: bytes) -> Cid:
        """Add and pin. The answer is ours; a daemon that computes another name is refused."""
        ours = cid_of(data)
        with _errors_become_ours(ours):
            answer = self._client.add(io.BytesIO(data), raw_leaves=True, cid_version=1, chunker=_CHUNKER, pin=True)
            theirs = str(answer["Hash"])
        if theirs != ours:
            raise Inconsistent(
                f"the IPFS daemon names {theirs} what is {ours}",
                code="IPFS_OTHER_CID",
                zh=f"IPFS 节点给出的标识 {theirs} 与计算结果 {ours} 不符",
                cid=ours,
                found=theirs,
            )
        return ours

    def get(self, cid: Cid) -> bytes:
        parse_cid(cid)
        with _errors_become_ours(cid):
            data = self._read(cid)
        return checked(cid, data)

    def has(self, cid: Cid) -> bool:
        """Whether the daemon can serve the root block now. (A tree may still lack leaves; `get` tells.)"""
        parse_cid(cid)
        try:
            with _errors_become_ours(cid):
                self._client.block.stat(cid)
        except NotFound:
            return False
        return True

    def pin_state(self, cid: Cid) -> PinState:
        parse_cid(cid)
        try:
            with _errors_become_ours(cid):
                keys = self._client.pin.ls(cid, type="recursive")["Keys"]
                held = dict(keys).get(cid)
        except NotFound:
            return PinState.UNPINNED
        return PinState.PINNED if held else PinState.UNPINNED

    def version(self) -> str:
        """The daemon's own word for its version; for a status page."""
        with _errors_become_ours(None):
            return str(self._client.version()["Version"])

    def _read(self, cid: Cid) -> bytes:
        # Streamed, so that a daemon that never stops sending fills a limit and not the memory.
        pieces, size = [], 0
        with self._client.cat(cid, stream=True) as stream:
            for piece in stream:
                size += len(piece)
                if size > self._limit:
                    raise Inconsistent(
                        f"the IPFS daemon sends more than {self._limit} bytes for {cid}",
                        zh=f"IPFS 节点为 {cid} 返回的数据超过 {self._limit} 字节",
                        code="IPFS_TOO_MUCH",
                        cid=cid,
                        limit=self._limit,
                    )
                pieces.append(piece)
        return b"".join(pieces)


def _client(address: str, timeout: float, token: str, offline: bool) -> Any:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    try:
        client = ipfshttpclient.Client(address, timeout=timeout, headers=headers, offline=offline)
        # The only way in 0.7.0 (pinned): these become attributes of each requests session it opens. A proxy named by
        # the environment must not see the documents, and a redirect could point anywhere.
        client._client._session_props.update(trust_env=False, max_redirects=0)
    except (foreign.AddressError, AttributeError) as error:
        raise _bad_address(address) from error
    return client


def _multiaddr(address: str, *, allow_remote: bool) -> str:
    host, port, scheme = _multiaddr_parts(address) if address.startswith("/") else _url_parts(address)
    if not allow_remote and not _is_this_machine(host):
        raise Misconfigured(
            f"the IPFS daemon {address} is not on this machine; its RPC lets anyone administer it",
            zh=f"IPFS 节点 {address} 不在本机；其 RPC 是管理接口，不应跨机访问",
            code="IPFS_REMOTE",
        )
    return f"/{_host_kind(host)}/{host}/tcp/{port}/{scheme}"


def _url_parts(address: str) -> tuple[str, int, str]:
    try:
        url = urlsplit(address)
        host, port = url.hostname, url.port
    except ValueError as error:
        raise _bad_address(address) from error
    strange = url.username or url.query or url.fragment or url.path not in ("", "/", "/api/v0", "/api/v0/")
    if url.scheme not in ("http", "https") or not host or strange:
        raise _bad_address(address)
    return host, port or 5001, url.scheme


def _multiaddr_parts(address: str) -> tuple[str, int, str]:
    parts = address.strip("/").split("/")
    if len(parts) == 4:
        parts.append("http")
    if len(parts) != 5 or parts[0] not in ("ip4", "ip6", "dns", "dns4", "dns6") or parts[2] != "tcp":
        raise _bad_address(address)
    if parts[4] not in ("http", "https") or not parts[3].isascii() or not parts[3].isdecimal():
        raise _bad_address(address)
    return parts[1], int(parts[3]), parts[4]


def _host_kind(host: str) -> str:
    try:
        return f"ip{ipaddress.ip_address(host).version}"
    except ValueError:
        return "dns"


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@contextmanager
def _errors_become_ours(cid: Cid | None) -> Iterator[None]:
    try:
        yield
    except LedgerError:
        raise
    except foreign.ErrorResponse as error:
        raise _answered(cid, str(error)) from error
    except foreign.StatusError as error:
        raise _status(error) from error
    except (foreign.Error, OSError) as error:  # OSError: what requests raises while a body is being read
        raise _unavailable("IPFS_UNREACHABLE", "does not answer", "无应答", error) from error
    except (KeyError, TypeError, ValueError, AssertionError, json.JSONDecodeError) as error:
        raise _unavailable("IPFS_NONSENSE", "answers in a form nobody knows", "应答格式无法识别", error) from error


def _answered(cid: Cid | None, message: str) -> LedgerError:
    """The daemon's error messages are prose; these few phrases were recorded from a real one."""
    lacking = ("not found", "could not find", "is not pinned", "not pinned or pinned indirectly")
    if cid is not None and any(phrase in message for phrase in lacking):
        return absent(cid)
    return Unavailable(
        f"the IPFS daemon refuses: {message[:200]}", zh=f"IPFS 节点拒绝：{message[:200]}", code="IPFS_ERROR", cid=cid
    )


def _status(error: foreign.StatusError) -> LedgerError:
    response = getattr(error.original, "response", None)
    status = getattr(response, "status_code", 0)
    if status in (401, 403):
        return Misconfigured(
            f"the IPFS daemon forbids the call (HTTP {status}); check its API.Authorizations",
            zh=f"IPFS 节点禁止访问（HTTP {status}），请检查 API.Authorizations",
            code="IPFS_FORBIDDEN",
        )
    if status in (404, 405):
        return Misconfigured(
            f"what answers there is no IPFS daemon (HTTP {status})",
            zh=f"该地址不是 IPFS 节点（HTTP {status}）",
            code="IPFS_NOT_A_DAEMON",
        )
    return _unavailable("IPFS_ERROR", f"fails with HTTP {status}", f"返回 HTTP {status}", error)


def _unavailable(code: str, en: str, zh: str, error: Exception) -> Unavailable:
    return Unavailable(
        f"the IPFS daemon {en}: {type(error).__name__}", zh=f"IPFS 节点{zh}：{type(error).__name__}", code=code
    )


def _bad_address(address: str) -> Misconfigured:
    return Misconfigured(
        f"{address!r} is no address of an IPFS daemon; write http://127.0.0.1:5001",
        zh=f"{address!r} 不是 IPFS 节点地址；应如 http://127.0.0.1:5001",
        code="IPFS_ADDRESS",
    )
