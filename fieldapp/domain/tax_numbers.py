"""CPF and CNPJ: typing, check digits, mask (mirror: domain/tax_numbers.js)."""

from dataclasses import dataclass

from fieldapp.domain.texts import ascii_upper

CPF_LENGTH = 11
CNPJ_LENGTH = 14
CPF_WEIGHTS = ((10, 9, 8, 7, 6, 5, 4, 3, 2), (11, 10, 9, 8, 7, 6, 5, 4, 3, 2))
CNPJ_WEIGHTS = (
    (5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2),
    (6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2),
)


@dataclass(frozen=True, slots=True)
class TaxNumberCheck:
    """What was typed: its kind, its plain characters and what is wrong with it."""

    kind: str
    plain: str
    problem: str | None
    missing: int


def check_tax_number(typed: str) -> TaxNumberCheck:
    """Tell a CPF from a CNPJ and check its digits; an empty field is no problem.

    A CNPJ issued from July 2026 may hold letters in its first twelve places
    (Receita Federal, IN RFB 2.229); each counts as its ASCII code minus 48.
    """
    plain = "".join(each for each in ascii_upper(typed) if each in _ALLOWED)
    if not plain:
        return TaxNumberCheck("none", "", None, 0)
    if plain.isdigit() and len(plain) <= CPF_LENGTH:
        return _checked("cpf", plain, CPF_LENGTH, CPF_WEIGHTS)
    return _checked("cnpj", plain, CNPJ_LENGTH, CNPJ_WEIGHTS)


def format_tax_number(plain: str) -> str:
    """Write a CPF or CNPJ with its points; anything else stays as it is."""
    if len(plain) == CPF_LENGTH:
        return f"{plain[:3]}.{plain[3:6]}.{plain[6:9]}-{plain[9:]}"
    if len(plain) == CNPJ_LENGTH:
        return f"{plain[:2]}.{plain[2:5]}.{plain[5:8]}/{plain[8:12]}-{plain[12:]}"
    return plain


def mask_tax_number(plain: str) -> str:
    """Keep only the three middle digits of a CPF, or of a CNPJ's second group."""
    if len(plain) == CPF_LENGTH:
        return f"***.{plain[3:6]}.***"
    if len(plain) == CNPJ_LENGTH:
        return f"**.{plain[2:5]}.***/****-**"
    return ""


def with_kind(masked: str) -> str:
    """Write CPF or CNPJ before a masked number; nothing before none."""
    if not masked:
        return ""
    return f"CNPJ {masked}" if "/" in masked else f"CPF {masked}"


_ALLOWED = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _checked(
    kind: str, plain: str, length: int, weights: tuple[tuple[int, ...], ...]
) -> TaxNumberCheck:
    missing = length - len(plain)
    if missing > 0:
        return TaxNumberCheck(kind, plain, "short", missing)
    if missing < 0 or not plain[-2:].isdigit() or len(set(plain)) == 1:
        return TaxNumberCheck(kind, plain, "bad", 0)
    expected = [_check_digit(plain, each) for each in weights]
    matches = [int(plain[-2]), int(plain[-1])] == expected
    return TaxNumberCheck(kind, plain, None if matches else "bad", 0)


def _check_digit(plain: str, weights: tuple[int, ...]) -> int:
    total = sum(
        (ord(plain[place]) - ord("0")) * weight for place, weight in enumerate(weights)
    )
    rest = total % 11
    return 0 if rest < 2 else 11 - rest  # noqa: PLR2004  # the rule of both numbers
