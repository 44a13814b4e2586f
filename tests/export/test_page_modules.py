"""Tests of the modules of the page by node and the TypeScript compiler, where these are."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from cramp_timer.audio.voice.pack import Pack, built_in_folder
from cramp_timer.core.compiler import Style, compile_timeline
from cramp_timer.core.phrases import Chime
from cramp_timer.core.routine import RoutineOverrides
from cramp_timer.export import web
from cramp_timer.export.phone_blocks import Clips, routine_data
from cramp_timer.library import catalog

HERE = Path(__file__).parent
WEB = Path(web.__file__).parent
STYLE = Style(soft_ticks=True, keys=False)
UNCHANGED: list[dict[str, Any]] = [{}, {"reps": 1}, {"reps": 5}, {"side": "left"}]
CHANGED: list[dict[str, Any]] = [{"hold": 30, "relax": 20}, {"relax": 2}, {"hold": 4, "reps": 4}]


def layouts() -> Iterator[dict[str, Any]]:
    """Yield routines as the page reads them, changes, and what the compiler makes of them."""
    pack = Pack(built_in_folder())
    for name, changes in product(catalog.names(), [*UNCHANGED, *CHANGED]):
        routine, clips = catalog.load(name), Clips()
        if changes.get("side") and any(each.side != "each" for each in routine.exercises):
            continue
        made = routine_data(name, routine, pack, STYLE, clips)
        tick, half_way = pack.chime(Chime.TICK), pack.voice(pack.wording.half_way)
        assert tick is not None
        assert half_way is not None
        extras = {
            key: {"clip": clips.number_of(clip.name), "seconds": clip.seconds}
            for key, clip in (("tick", tick), ("halfWay", half_way))
        }
        changed = RoutineOverrides.model_validate(changes).apply_to(routine)
        timeline = compile_timeline(changed, pack, STYLE)
        yield {
            "name": name,
            "routine": made,
            "changes": changes,
            "extras": extras,
            "exact": changes in UNCHANGED,
            "wanted": {
                "seconds": timeline.duration,
                "segments": [
                    {
                        "kind": each.kind.value, "side": each.side.value, "rep": each.rep,
                        "start": each.start, "end": each.end, "entry": each.entry,
                    }
                    for each in timeline.segments
                ],
                "cues": clips.cues(timeline.cues),
            },
        }  # fmt: skip


def test_the_modules_of_the_page_pass_the_tests_of_their_own(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs node")
    file = tmp_path / "layouts.json"
    file.write_text(json.dumps(list(layouts())), encoding="utf-8")
    tests = sorted(str(each) for each in (HERE / "js").glob("*.test.js"))
    done = subprocess.run(
        [node, "--no-warnings", "--test", *tests],
        env={**os.environ, "LAYOUTS": str(file), "WEB": WEB.as_uri()},
        capture_output=True, encoding="utf-8", timeout=100,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-4000:]


def test_the_modules_of_the_page_have_no_type_error(tmp_path: Path) -> None:
    compiler = shutil.which("tsc")
    if compiler is None:
        pytest.skip("needs tsc")
    options = {
        "allowJs": True, "checkJs": True, "noEmit": True, "strict": True, "target": "es2022",
        "module": "es2022", "moduleResolution": "node", "lib": ["es2022", "dom", "dom.iterable"],
    }  # fmt: skip
    project = {"compilerOptions": options, "include": [f"{WEB}/*.js"]}
    (tmp_path / "tsconfig.json").write_text(json.dumps(project), encoding="utf-8")
    done = subprocess.run(
        [compiler, "-p", str(tmp_path)], capture_output=True, encoding="utf-8", timeout=100
    )
    assert done.returncode == 0, done.stdout
