"""The demo company, filled once for all tests that only read it; who acts on what."""

import pytest
from demo_company import filled, morning


@pytest.fixture(scope="session")
def demo_of_the_day(tmp_path_factory):
    with morning():
        return filled(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def demo(demo_of_the_day):
    """Stand in the demo's morning."""
    with morning(), demo_of_the_day.app_context():
        yield demo_of_the_day


@pytest.fixture
def office(company):
    return company.browser(company.priscila)


@pytest.fixture
def order(company):
    return company.order(company.marcos)
