# SPDX-License-Identifier: Apache-2.0
"""The version of the schema: bringing a database up to date, and refusing one that is not (Alembic inside).

A program works on exactly the schema it was written for. An older schema wants `migrate`; a newer one was made by a
newer program, and an old one that wrote into it could destroy what it does not know of: it is refused.
An upgrade is one transaction on both engines, so one that was killed half-way is simply run again.
"""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from ledger.errors import Misconfigured
from ledger.store.session import WRITING, Store, as_ours
from ledger.store.tables import metadata

MIGRATIONS = Path(__file__).parent / "migrations"

_ONE_AT_A_TIME = Lock()
"""Alembic keeps what it works on in globals: threads of one process take turns. Processes do by the database's lock."""


def migrate(store: Store, to: str = "head") -> None:
    """Run what is missing, all of it or nothing. Safe to repeat, and for two processes to do at once.

    Refuses a schema of a newer program.
    """
    _refuse_newer(store)
    config = _config()
    with _ONE_AT_A_TIME, as_ours(), store.engine.connect().execution_options(**{WRITING: True}) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, to)


def check_schema(store: Store) -> None:
    """Nothing, if the schema is this program's; otherwise Misconfigured says which of the two is older."""
    _refuse_newer(store)
    if schema_version(store) != newest_version():
        raise Misconfigured(
            "the database schema is older than this program: run the migration first",
            zh="数据库结构旧于本程序，请先升级",
            code="SCHEMA_OLDER",
            found=schema_version(store),
            expected=newest_version(),
        )


def schema_version(store: Store) -> str | None:
    """The revision that the database is at; None for an empty database."""
    with as_ours(), store.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest_version() -> str:
    head = ScriptDirectory.from_config(_config()).get_current_head()
    assert head is not None, "there is at least one migration"
    return head


def drift(store: Store) -> list[str]:
    """What the tables in code have and the migrated database has not, or the other way round. Empty when they agree."""
    with store.engine.connect() as connection:
        return [str(difference) for difference in compare_metadata(_context(connection), metadata)]


def _context(connection: Connection) -> MigrationContext:
    return MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})


def _refuse_newer(store: Store) -> None:
    found = schema_version(store)
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if found is not None and found not in known:
        raise Misconfigured(
            f"the database was made by a newer version of this program (schema {found}); upgrade the program",
            zh=f"数据库由更新版本的程序创建（结构版本 {found}），请升级本程序",
            code="SCHEMA_NEWER",
            found=found,
        )


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
