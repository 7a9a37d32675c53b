"""JSON for phones and other systems."""

from fieldapp.api import evidence, sync

blueprints = (sync.bp, evidence.bp)
