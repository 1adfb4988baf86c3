# SPDX-License-Identifier: Apache-2.0
"""What end-to-end tests share: one founded ledger on a real node, made once (see `founded.py` for what is in it).

Tests that act on `founded` file cases of their own; nobody changes the five that are there, nor moves the clock.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.e2e.founded import Founded, founded_ledger


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Founded]:
    with founded_ledger(tmp_path_factory.mktemp("founded")) as made:
        yield made
