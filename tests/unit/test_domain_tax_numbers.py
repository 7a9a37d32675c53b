"""CPF and CNPJ, the same cases as the phone runs."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from fieldapp.domain.tax_numbers import (
    check_tax_number,
    format_tax_number,
    mask_tax_number,
    with_kind,
)

CASES = json.loads(Path("tests/vectors/domain/tax_numbers.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_typed_cpf_or_cnpj_is_told_apart_checked_and_masked(case):
    check = check_tax_number(case["typed"])

    assert asdict(check) == case["then"]
    assert format_tax_number(check.plain) == case["formatted"]
    assert mask_tax_number(check.plain) == case["masked"]


def test_a_masked_number_says_whose_it_is():
    """A company has a CNPJ."""
    person, company = mask_tax_number("52998224725"), mask_tax_number("12ABC34501DE35")
    assert with_kind(person) == "CPF ***.982.***"
    assert with_kind(company) == "CNPJ **.ABC.***/****-**"
    assert with_kind(mask_tax_number("")) == ""
