"""JSON for phones and other systems."""

from fieldapp.api import evidence, rescue, sync

blueprints = (sync.bp, evidence.bp, rescue.bp)
