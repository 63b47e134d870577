"""Where the suite's resources are: profiles, templates, fonts and words, which no package of Python holds."""

from pathlib import Path

_PREP = Path(__file__).resolve().parent
# Installed from a wheel they are inside the package; in a checkout, also one installed editable, beside it.
RECURSOS = _PREP / "resources" if (_PREP / "resources").is_dir() else _PREP.parent / "resources"
