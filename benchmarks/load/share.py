"""Gives a process only a part of a core, so that two of them leave room for the load and the database on a small machine.

Linux control groups of the first version, which only root may make.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_GROUPS: Final = Path("/sys/fs/cgroup/cpu")
_PERIOD: Final = 10_000


@contextmanager
def limited(pid: int, share: float) -> Iterator[None]:
    """Let a process have a share of one core until the block ends.

    Raises:
        OSError: this machine has no such groups, or they are root's.
    """
    group = _GROUPS / f"temirqazyq-{pid}"
    group.mkdir()
    try:
        (group / "cpu.cfs_period_us").write_text(str(_PERIOD))
        (group / "cpu.cfs_quota_us").write_text(str(int(_PERIOD * share)))
        (group / "cgroup.procs").write_text(str(pid))
        yield
    finally:
        (_GROUPS / "cgroup.procs").write_text(str(pid))
        group.rmdir()
