"""`fieldapp verify-bundle`: whether a bundle or a report is what was issued."""

from pathlib import Path

import click

from fieldapp import config
from fieldapp.services import bundle_verifier, signing_key


@click.command(
    context_settings={"ignore_unknown_options": True, "help_option_names": []}
)
@click.option("--script", is_flag=True, help="Print the stand-alone script instead.")
@click.option("--ours", is_flag=True, help="Trust the keys of this server alone.")
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def verify_bundle(arguments: tuple[str, ...], *, script: bool, ours: bool) -> None:
    """Check an evidence bundle or a report without server and network."""
    if script:
        click.echo(Path(bundle_verifier.__file__).read_text("utf-8"), nl=False)
        return
    raise SystemExit(bundle_verifier.main([*arguments, *(own_keys() if ours else ())]))


def own_keys() -> list[str]:
    """Return the keys of this data folder as the script takes them."""
    path = config.from_environment().signing_key_path
    earlier = [f"--earlier-key={key}" for key in sorted(signing_key.earlier(path))]
    return [f"--key={signing_key.own(path)}", *earlier]
