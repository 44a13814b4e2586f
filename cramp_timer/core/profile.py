"""Who the advice is for: four answers, each of which may be missing, and what follows from them.

A missing answer counts as the one that calls for more care. Nothing says that a person is safe.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """The answers to four questions; `None` for one that was not answered."""

    pregnant: bool | None = None
    """Pregnant, or a birth within the last year."""
    falls: bool | None = None
    """A fall within the last year, or dizziness on standing up."""
    numb_feet: bool | None = None
    """Numb feet, diabetes with nerve damage, or artery disease."""
    medicines: bool | None = None
    """Water tablets or a statin."""

    @property
    def may_rub(self) -> bool:
        """Whether a rub may be offered once a cramp has eased (BMC Pregnancy Childbirth 2020)."""
        return self.pregnant is False

    @property
    def may_warm(self) -> bool:
        """Whether warmth may be offered: never on numb feet (BJGP 2005, burns in neuropathy)."""
        return self.may_rub and self.numb_feet is False

    @property
    def may_stand(self) -> bool:
        """Whether standing up may be spoken of in a cramp at night (Gerontology 66:295)."""
        return self.falls is False

    @property
    def may_be_pregnant(self) -> bool:
        """Whether what matters in pregnancy is shown."""
        return self.pregnant is not False

    @property
    def default_routine(self) -> str:
        """The routine that is started where none is named."""
        return "seated" if self.falls else "bedtime"


STRICTEST = Profile()
"""What holds where nothing was answered."""
