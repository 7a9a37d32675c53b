"""`fieldapp verify-bundle`: whether a bundle or a report is what was issued."""

from pathlib import Path

import click

from fieldapp.services import bundle_verifier


@click.command(
    context_settings={"ignore_unknown_options": True, "help_option_names": []}
)
@click.option("--script", is_flag=True, help="Print the stand-alone script instead.")
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def verify_bundle(arguments: tuple[str, ...], *, script: bool) -> None:
    """Check an evidence bundle or a report without server and network."""
    if script:
        click.echo(Path(bundle_verifier.__file__).read_text("utf-8"), nl=False)
        return
    raise SystemExit(bundle_verifier.main(list(arguments)))
