"""What the program says, in the language of the person: `_` translates a text as it is shown.

A process has one language. It is chosen before other modules are imported, since many of their
constants are texts. English is what the code itself says, and costs no import.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False  # as in `typing`, whose import would delay the first words
if TYPE_CHECKING:
    from gettext import NullTranslations

ENGLISH = "en"
FOLDERS = os.path.dirname(os.path.abspath(__file__))
"""The folder that has one folder for each language."""
_language = ENGLISH
_file = ""
"""The catalogue that is still to be read: the first picture of a cramp needs none of its texts."""
_catalogue: NullTranslations | None = None
"""The texts in another language; `None` for English."""


def use(language: str, catalogue: str) -> None:
    """Speak a language from now on; `catalogue` is the path of its compiled texts (.mo).

    A catalogue that cannot be read leaves the texts in English.
    """
    global _language, _file, _catalogue
    _language, _catalogue = language, None
    _file = catalogue if language != ENGLISH else ""


def _texts() -> NullTranslations | None:
    """Return the texts of the language, which are read when the first of them is wanted."""
    global _file, _catalogue
    if _file:
        import gettext

        file, _file = _file, ""
        try:
            with open(file, "rb") as stream:
                _catalogue = gettext.GNUTranslations(stream)
        except (OSError, ValueError):
            _catalogue = None
    return _catalogue


def codes() -> tuple[str, ...]:
    """Return the languages that there are, English first."""
    found = (code for code in os.listdir(FOLDERS) if is_language(code))
    return tuple(sorted(found, key=lambda code: (code != ENGLISH, code)))


def is_language(code: str) -> bool:
    """Return whether there is a language of this name, such as "es"."""
    plain = code.replace("-", "").isalnum() and code.isascii()
    return plain and os.path.isfile(os.path.join(FOLDERS, code, "voice.toml"))


def language() -> str:
    """Return the language of this process, such as "es"."""
    return _language


def _(text: str, /, **values: object) -> str:
    """Return a text in the language of the person; `values` replace the names in its braces."""
    catalogue = _texts()
    translated = catalogue.gettext(text) if catalogue and text else text
    return translated.format(**values) if values else translated


def capital(text: str) -> str:
    """Return a text with a capital at its beginning; the other letters stay as they are."""
    return text[:1].upper() + text[1:]


def plural(one: str, many: str, count: int, /, **values: object) -> str:
    """Return the text for a number of things, which replaces {count}."""
    if catalogue := _texts():
        translated = catalogue.ngettext(one, many, count)
    else:
        translated = one if count == 1 else many
    return translated.format(count=count, **values)
