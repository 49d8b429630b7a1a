"""The script that Streamlit runs: it finds the package that it belongs to, and has the router draw.

The package is `app` in a checkout and `fundopt_app` in a wheel; its modules import one another relatively.
"""

import sys
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).resolve().parent
if str(HERE.parent) not in sys.path:
    sys.path.append(str(HERE.parent))
import_module(f"{HERE.name}.router").draw()
