"""`python -m bench` lists the measurements; `python -m bench NAME …` takes them."""

import argparse
import ast
import importlib
from pathlib import Path

FOLDER = Path(__file__).parent
HELPERS = {
    "__init__",
    "__main__",
    "bare_pushes",
    "bare_uploads",
    "company",
    "device",
    "duty_cycle",
    "forked_server",
    "history",
    "limit",
    "line",
    "machine",
    "many_orders",
    "peer_kinto",
    "peer_ours",
    "peer_pocketbase",
    "peer_work",
    "processes",
    "report",
    "wire",
}


def main() -> None:
    """Take the measurements that were named, one after the other."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*names(), []], metavar="NAME")
    parser.add_argument("--repeat", type=int, default=15, help="default: 15")
    options = parser.parse_args()
    for name in options.names:
        importlib.import_module(f"bench.{name}").measure(options.repeat)
    if not options.names:
        print("\n".join(f"{name:16}{sentence(name)}" for name in names()))


def names() -> list[str]:
    """Return the measurements: the modules of this folder that are no helpers."""
    return sorted({path.stem for path in FOLDER.glob("*.py")} - HELPERS)


def sentence(name: str) -> str:
    """Return the first line of a measurement's docstring, without importing it."""
    tree = ast.parse((FOLDER / f"{name}.py").read_text(encoding="utf-8"))
    return (ast.get_docstring(tree) or "").split("\n", maxsplit=1)[0]


main()
