"""CPF and CNPJ, the same cases as the phone runs."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from fieldapp.domain.tax_numbers import (
    check_tax_number,
    format_tax_number,
    mask_tax_number,
)

CASES = json.loads(Path("tests/vectors/domain/tax_numbers.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_typed_cpf_or_cnpj_is_told_apart_checked_and_masked(case):
    check = check_tax_number(case["typed"])

    assert asdict(check) == case["then"]
    assert format_tax_number(check.plain) == case["formatted"]
    assert mask_tax_number(check.plain) == case["masked"]
