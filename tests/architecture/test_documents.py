"""Documentation names what exists: links lead somewhere, tables match the code."""

import re

import pytest
from repository import ROOT, files, report, text

from fieldapp.config import SETTINGS

LINK = re.compile(r'\]\((?!https?:|#)([^)#\s]+)|<img src="([^"]+)"')
PATH = re.compile(r"`((?:fieldapp|service_worker|tests|templates|static)/[\w./]+)`")


def documents():
    return files(".md")


@pytest.mark.parametrize("path", documents(), ids=str)
def test_links_and_pictures_lead_somewhere(path):
    targets = [link or image for link, image in LINK.findall(text(path))]
    lost = [t for t in targets if not (ROOT / path.parent / t).exists()]
    assert not lost, report(lost)


@pytest.mark.parametrize("path", documents(), ids=str)
def test_files_that_are_named_exist(path):
    lost = [name for name in PATH.findall(text(path)) if not (ROOT / name).exists()]
    assert not lost, report(lost)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.variable)
def test_every_setting_stands_in_the_table_with_its_default(setting):
    default = f"`{setting.default}`" if setting.default else ""
    row = f"| `{setting.variable}` | {default} | {setting.meaning} |"
    deployment = next(p for p in documents() if str(p) == "docs/deployment.md")
    assert row in text(deployment)
