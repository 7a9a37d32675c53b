"""Writes service_worker/generated/, which only the JavaScript tests read."""

from fieldapp.templating.build import ROOT, Build


def main() -> None:
    """Write every generated module to its place."""
    folder = ROOT / "service_worker" / "generated"
    folder.mkdir(exist_ok=True)
    for name, text in Build().generated.items():
        (folder / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
