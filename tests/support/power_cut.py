"""A disk that loses its power: what a program did to it, as strace tells, and what is left of that.

Of a file its content is left as it was at its last fsync, of a folder its names as they were at the
folder's; each may also have got further, since a disk writes when it likes.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

STRACE = shutil.which("strace")
CALLS = "openat,open,write,pwrite64,fsync,fdatasync,unlink,unlinkat,rename,link,ftruncate"
_CALL = re.compile(r"\d+ +(\w+)\((.*)\) += +\d")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_OPEN_FILE = re.compile(r"\d+<((?:\\x[0-9a-f]{2})+)>")


def calls_of(words: Sequence[str], trace: Path) -> Iterator[tuple[str, list[bytes], str, str]]:
    """Run a program; yield its calls: name, texts, the file that is written, and all arguments."""
    assert STRACE is not None
    traced = [STRACE, "-f", "-y", "-xx", "-s", "1000000", "-e", f"trace={CALLS}", "-o", str(trace)]
    subprocess.run([*traced, *words], check=True, stdout=subprocess.DEVNULL)
    for line in trace.read_text().splitlines():
        if (call := _CALL.match(line)) is not None:
            texts = [_bytes(text) for text in _TEXT.findall(call[2])]
            file = _OPEN_FILE.match(call[2])
            yield call[1], texts, _bytes(file[1]).decode() if file else "", call[2]


def _bytes(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", ""))


class Disk:
    """The files of one folder, as they are now and as they are on the disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._names: dict[str, int] = {}
        self._synced_names: dict[str, int] = {}
        self._contents: list[bytearray] = []
        self._synced_contents: list[bytes] = []
        for file in folder.iterdir() if folder.exists() else ():
            self._create(str(file), file.read_bytes())
        self._synced_names = dict(self._names)

    def _create(self, file: str, content: bytes = b"") -> None:
        self._names[file] = len(self._contents)
        self._contents.append(bytearray(content))
        self._synced_contents.append(content)

    def take(self, call: str, texts: list[bytes], file: str, arguments: str) -> None:
        """Do what a call did."""
        paths = [text.decode("utf-8", "replace") for text in texts]
        if call in ("open", "openat") and paths[0].startswith(self._folder):
            if "O_CREAT" in arguments and paths[0] not in self._names:
                self._create(paths[0])
        elif call in ("write", "pwrite64") and file in self._names:
            content = self._contents[self._names[file]]
            at = int(arguments.rsplit(",", 1)[1]) if call == "pwrite64" else len(content)
            content.extend(bytes(max(0, at - len(content))))
            content[at : at + len(texts[0])] = texts[0]
        elif call in ("fsync", "fdatasync"):
            self._sync(file)
        elif call.startswith("unlink"):
            self._names.pop(paths[0], None)
        elif call == "rename" and paths[0] in self._names:
            self._names[paths[1]] = self._names.pop(paths[0])
        elif call == "link" and paths[0] in self._names:
            self._names[paths[1]] = self._names[paths[0]]
        elif call == "ftruncate" and file in self._names:
            length = int(arguments.rsplit(",", 1)[1])
            content = self._contents[self._names[file]]
            content[:] = content[:length].ljust(length, b"\0")

    def _sync(self, file: str) -> None:
        if file in self._names:
            number = self._names[file]
            self._synced_contents[number] = bytes(self._contents[number])
        elif file == self._folder:
            self._synced_names = dict(self._names)

    def after_a_cut(self, folder: Path, *, names: bool, contents: bool) -> None:
        """Write what is left into a folder: only what was synced of `names` and `contents`."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for file, number in (self._synced_names if names else self._names).items():
            left = self._synced_contents if contents else self._contents
            (folder / Path(file).name).write_bytes(left[number])
