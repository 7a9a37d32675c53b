"""`fieldapp verify-dossier`: whether a dossier is what was made."""

import click

from fieldapp.cli.verify_bundle import own_keys
from fieldapp.services import dossier_verifier


@click.command(
    context_settings={"ignore_unknown_options": True, "help_option_names": []}
)
@click.option("--ours", is_flag=True, help="Trust the keys of this server alone.")
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def verify_dossier(arguments: tuple[str, ...], *, ours: bool) -> None:
    """Check a dossier, its ZIP or its folder, without server and network."""
    keys = own_keys() if ours else []
    raise SystemExit(dossier_verifier.main([*arguments, *keys]))
