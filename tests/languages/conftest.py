"""A catalogue of texts in no language."""

from __future__ import annotations

from pathlib import Path

import pytest
from languages.pseudo import pseudo_catalogue


@pytest.fixture(scope="session")
def pseudo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of texts that are longer than those of any language."""
    file = tmp_path_factory.mktemp("pseudo") / "messages.mo"
    file.write_bytes(pseudo_catalogue())
    return file
