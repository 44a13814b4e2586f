"""The command that puts icons on the desktop, or takes them away."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from cramp_timer.languages.messages import _
from cramp_timer.presentation.icon import icon_ico, icon_svg
from cramp_timer.system.launcher import Icon, install_launcher, key_hint, remove_launcher


def add_install_launcher_options(parser: ArgumentParser) -> None:
    """Add the options of `install-launcher`."""
    parser.add_argument("--remove", action="store_true", help=_("take the icons away again"))
    parser.set_defaults(run=launcher)


def launcher(arguments: Namespace) -> int:
    """Write the icons, or delete them, and print their files."""
    if arguments.remove:
        for file in remove_launcher():
            print(_("{file}: deleted", file=file))
        return 0
    for file in install_launcher(Icon(icon_svg(), icon_ico())):
        print(file)
    print(key_hint())
    return 0
