"""One replica as a process of its own: what `python main.py run` does, with the settings that it is given."""

import os
import sys
from multiprocessing.connection import Connection

import bot.app  # noqa: F401  # whoever forks this process has imported it all before
from bot.ui.registry import notice_makers
from main import main
from tests.rules.project_files import ROOT

notice_makers()


def run(settings: dict[str, str], saying: Connection) -> None:
    """Run until SIGTERM; whatever it prints and logs goes into `saying`."""
    os.chdir(ROOT)
    os.environ.update(settings)
    for stream in (1, 2):
        os.dup2(saying.fileno(), stream)
    saying.close()
    sys.exit(main(["run"]))
