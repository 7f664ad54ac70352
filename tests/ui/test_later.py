"""What PySide6 loads at a start and does not need waits, and is there when it is asked for."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import sys
from leadready.ui import launch
launch.prepare()
from PySide6.QtCore import QTimer
from leadready.ui.later import WAITING, LaterModule

def waiting():
    return {
        name.rpartition(".")[2] for name, module in sys.modules.items()
        if name.startswith("shibokensupport.") and isinstance(module, LaterModule)
    }

assert waiting() == WAITING, waiting()
assert type(sys.meta_path) is list
try:
    QTimer.singleShot("soon", 3, 4)
except TypeError as error:
    assert "Supported signatures" in str(error), error
else:
    raise SystemExit("no error")
assert waiting() == {"enum_sig", "pyi_generator"}, waiting()
from PySide6.support.signature import get_signature
from PySide6.support.signature.lib import pyi_generator
assert str(get_signature(QTimer.isActive)) == "(self, /) -> bool"
assert callable(pyi_generator.generate_pyi)
assert waiting() <= {"enum_sig"}
print("good")
"""


def test_what_a_start_does_not_need_is_loaded_when_it_is_used():
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("good\n", 0), done.stderr
