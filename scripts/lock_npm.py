# SPDX-License-Identifier: Apache-2.0
"""Complete package-lock.json with the native packages of other platforms.

A package with native code names one optional package for each platform. npm leaves out of the lock those that it could
not look up, and `npm ci` then refuses the lock. What is missing is added by its name, which tells the platform. Such an
entry has no hash, as nothing was seen to be hashed: on that platform npm takes the named version as it is served.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

LOCK = Path(__file__).resolve().parent.parent / "package-lock.json"

CPUS = {"amd64": "x64", "x64": "x64", "arm64": "arm64"}
SYSTEMS = ("darwin", "linux", "win32")
LIBRARIES = {"gnu": "glibc", "musl": "musl"}


def platform_entry(name: str, version: str) -> dict[str, Any] | None:
    """The lock's entry for a native package, or None where the name tells no platform."""
    words = name.split("/")[-1].split("-")
    systems = [word for word in words if word in SYSTEMS]
    cpus = [CPUS[word] for word in words if word in CPUS]
    if not systems or not cpus:
        return None
    entry: dict[str, Any] = {"version": version, "cpu": cpus, "dev": True, "optional": True, "os": systems}
    libraries = [LIBRARIES[word] for word in words if word in LIBRARIES]
    return {**entry, "libc": libraries} if libraries else entry


def completed(lock: dict[str, Any]) -> dict[str, Any]:
    packages: dict[str, Any] = dict(lock["packages"])
    for package in lock["packages"].values():
        for name, version in package.get("optionalDependencies", {}).items():
            entry = platform_entry(name, version)
            if entry is not None and f"node_modules/{name}" not in packages:
                packages[f"node_modules/{name}"] = entry
    return {**lock, "packages": dict(sorted(packages.items()))}


def main() -> int:
    lock = json.loads(LOCK.read_text(encoding="utf-8"))
    LOCK.write_text(json.dumps(completed(lock), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
