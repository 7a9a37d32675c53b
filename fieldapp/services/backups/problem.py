"""Why a copy cannot be made or taken back, in a sentence for administrators."""


class BackupError(Exception):
    """The sentence says what to do."""
