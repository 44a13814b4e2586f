"""Fuzzes the targets guided by what is covered, for a bounded time; ends with 1 where one fails.

`python tests/fuzz/guided.py [--seconds N] [TARGET ...]` needs `pip install atheris`. A target may
take ten seconds and a gigabyte for one input, and no more. What made it fail is printed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

LIMITS = ("-timeout=10", "-rss_limit_mb=1024", "-max_len=20000", "-print_final_stats=1")


def fuzz(name: str, arguments: list[str]) -> None:
    """Be the fuzzer of one target; never returns."""
    import atheris

    with atheris.instrument_imports(include=["cramp_timer"]):
        from fuzz.targets import TARGETS  # beside this folder
    atheris.Setup([sys.argv[0], *arguments], TARGETS[name])
    atheris.Fuzz()


def fuzzed(name: str, seconds: int) -> str | None:
    """Fuzz one target in a process of its own; what went wrong, if anything."""
    from fuzz.seeds import seeds  # beside this folder

    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        for number, content in enumerate(seeds()[name]):
            (corpus / str(number)).write_bytes(content)
        program = [sys.executable, __file__, "--one", name, str(corpus)]
        options = [f"-max_total_time={seconds}", f"-artifact_prefix={folder}/", *LIMITS]
        result = subprocess.run(
            [*program, *options], capture_output=True, encoding="utf-8", errors="replace",
            cwd=folder, timeout=10 * seconds + 120,
        )  # fmt: skip
        tried = [line for line in result.stderr.splitlines() if "number_of_executed" in line]
        print(f"{name:<10}{tried[-1].split()[-1] if tried else '?':>10} inputs", flush=True)
        if result.returncode == 0:
            return None
        found = [*Path(folder).glob("crash-*"), *Path(folder).glob("timeout-*"),
                 *Path(folder).glob("oom-*")]  # fmt: skip
        inputs = "\n".join(repr(file.read_bytes()[:2000]) for file in found)
        return f"{name}\n{inputs}\n{result.stdout[-3000:]}\n{result.stderr[-3000:]}"


def main() -> None:
    """Fuzz some targets or all, two at a time."""
    if sys.argv[1:2] == ["--one"]:
        fuzz(sys.argv[2], sys.argv[3:])
    if find_spec("atheris") is None:
        sys.exit("guided.py: needs atheris; pip install atheris puts it there")
    from fuzz.targets import TARGETS  # beside this folder

    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seconds", type=int, default=20, metavar="N", help="for each target")
    arguments.add_argument("targets", nargs="*", default=[*TARGETS], metavar="TARGET")
    chosen = arguments.parse_args()
    with ThreadPoolExecutor(2) as both:
        failed = [*filter(None, both.map(partial(fuzzed, seconds=chosen.seconds), chosen.targets))]
    print("\n\n".join(failed))
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
