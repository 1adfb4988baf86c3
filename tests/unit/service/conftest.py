# SPDX-License-Identifier: Apache-2.0
"""Stores for services that answer from the mirror alone."""

from __future__ import annotations

from tests.simulator.stores import migrated, postgres_pool, sqlite_template, store

__all__ = ["migrated", "postgres_pool", "sqlite_template", "store"]
