# SPDX-License-Identifier: Apache-2.0
"""A migrated store on each engine, for every test that asks for one."""

from __future__ import annotations

from tests.simulator.stores import migrated, postgres_pool, sqlite_template, store

__all__ = ["migrated", "postgres_pool", "sqlite_template", "store"]
