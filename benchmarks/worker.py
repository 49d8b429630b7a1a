"""One job in this process: `python -m benchmarks.worker module:function '{"argument": …}'` prints what came out."""

from __future__ import annotations

import importlib
import json
import resource
import sys


def main() -> None:
    """Run the job named on the command line; the last line printed is {"answer": …, "peak": MB}."""
    module, function = sys.argv[1].split(":")
    answer = getattr(importlib.import_module(module), function)(**json.loads(sys.argv[2]))
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"answer": answer, "peak": kilobytes / (1024 if sys.platform == "linux" else 1024**2)}))


if __name__ == "__main__":
    main()
