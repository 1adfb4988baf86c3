# SPDX-License-Identifier: Apache-2.0
"""Unit tests reach nothing but this machine: a connection or a name look-up beyond loopback fails the test."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from typing import Any

import pytest


class NetworkForbidden(AssertionError):
    """A unit test tried to leave the machine."""


def is_local(host: object) -> bool:
    if host in (None, "", "localhost", b"localhost"):
        return True
    text = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host)
    try:
        return ipaddress.ip_address(text.split("%")[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, _guarded_connect(getattr(socket.socket, name)))
    monkeypatch.setattr(socket, "getaddrinfo", _guarded_lookup(socket.getaddrinfo))


def _guarded_connect(real: Callable[..., Any]) -> Callable[..., Any]:
    def connect(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not is_local(address[0]):
            raise NetworkForbidden(f"a unit test connects to {address[0]}")
        return real(self, address)

    return connect


def _guarded_lookup(real: Callable[..., Any]) -> Callable[..., Any]:
    def getaddrinfo(host: Any, *arguments: Any, **named: Any) -> Any:
        if not is_local(host):
            raise NetworkForbidden(f"a unit test looks up {host!r}")
        return real(host, *arguments, **named)

    return getaddrinfo
