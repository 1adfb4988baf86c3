# SPDX-License-Identifier: Apache-2.0
"""One frozen Settings, read in one place (environment prefix LEDGER_), built at an entry point and passed down.

For: where things lie on this machine and how it reaches node and database. Not for: rules of registration (those are
data on the chain) nor secrets by value (files hold them, 0600).

A ledger directory (`home`) holds everything that one ledger owns:

    deployment.json   addresses, code hashes, genesis: what a stranger needs besides an RPC URL
    network.json      chain id, finality, how to reach the node; says whether the node is embedded
    node/             snapshots and pid of the embedded node
    ledger.db         mirror, outbox and records, unless a database URL is given
    keys/             encrypted keystores and encryption keys of the organisations served here
    content/          documents by their hash, encrypted
    logs/
"""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Every field may be set as LEDGER_<NAME>; `ledger status` prints them, redacted."""

    model_config = SettingsConfigDict(env_prefix="LEDGER_", frozen=True, extra="ignore")

    home: Path = Field(default=Path("var/ledger"), description="The ledger's directory; every other path lies in it.")
    database_url: str = Field(default="", description="SQLAlchemy URL; empty = SQLite at home/ledger.db.")
    rpc_url: str = Field(default="", description="JSON-RPC of a node; empty = the embedded node of this directory.")
    ipfs_api: str = Field(
        default="", description="Kubo RPC as a multiaddr or URL; empty = documents as local files only."
    )
    password_file: Path | None = Field(
        default=None, description="Password of the keystores; empty = home/keys/password."
    )
    host: str = Field(default="127.0.0.1", description="Address the API listens on.")
    port: int = Field(default=8088, ge=0, le=65535, description="Port of the API; 0 = any free one.")
    public_url: str = Field(default="", description="Origin printed into QR codes; empty = http://host:port.")
    wait_seconds: float = Field(
        default=60.0, gt=0, description="How long a command waits until its act is final, in seconds."
    )

    @property
    def deployment_file(self) -> Path:
        return self.home / "deployment.json"

    @property
    def founding_marker(self) -> Path:
        """Lies there while the ledger is being founded and is not whole."""
        return self.home / "being-founded"

    @property
    def network_file(self) -> Path:
        return self.home / "network.json"

    @property
    def node_dir(self) -> Path:
        return self.home / "node"

    @property
    def keys_dir(self) -> Path:
        return self.home / "keys"

    @property
    def content_dir(self) -> Path:
        return self.home / "content"

    @property
    def logs_dir(self) -> Path:
        return self.home / "logs"

    @property
    def database(self) -> str:
        """The database URL in force."""
        return self.database_url or f"sqlite:///{(self.home / 'ledger.db').resolve()}"

    @property
    def keystore_password_file(self) -> Path:
        return self.password_file or self.keys_dir / "password"

    @property
    def origin(self) -> str:
        return self.public_url or f"http://{self.host}:{self.port}"
