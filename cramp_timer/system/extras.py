"""How what is missing is added to this installation, in the way in which it was installed."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from cramp_timer.languages.messages import _
from cramp_timer.system.own_command import command_line


def install_command(extra: str) -> str:
    """Return the command that adds the packages of an extra, or a package of that name.

    The packages are named and not the extra: this program may be installed from a folder.
    """
    if getattr(sys, "frozen", False):
        return _("a whole installation (this is one file)")
    packages = packages_of(extra) or [extra]
    prefix = Path(sys.prefix)
    if (prefix / "pipx_metadata.json").exists():
        return command_line(["pipx", "inject", "cramp-timer", *packages])
    if not any(prefix.glob("[Ll]ib*/**/site-packages/pip")):  # an environment that uv made
        return command_line(["uv", "pip", "install", "--python", sys.executable, *packages])
    return command_line([sys.executable, "-m", "pip", "install", *packages])


def packages_of(extra: str) -> list[str]:
    """Return the packages of an extra, those that are pinned with their version."""
    from importlib.metadata import PackageNotFoundError, requires

    try:
        wanted = requires("cramp-timer") or []
    except PackageNotFoundError:
        return []
    named = re.compile(rf"([\w.-]+(?:==[\w.]+)?).*extra == ['\"]{extra}['\"]")
    return sorted(found[1] for found in map(named.match, wanted) if found)
