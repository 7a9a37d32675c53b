"""thumbnails of photos

Revision ID: 0002
Revises: 0001
Create Date: 2026-11-24 07:48:00

"""
from alembic import op
import sqlalchemy as sa


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

STATES = ('none', 'due', 'ready', 'unreadable')


def upgrade() -> None:
    with op.batch_alter_table('blobs', schema=None) as batch_op:
        batch_op.add_column(sa.Column('thumbnail', sa.Enum(*STATES, name='thumbnailstate', native_enum=False, create_constraint=True, length=20), server_default='none', nullable=False))
        batch_op.add_column(sa.Column('thumbnail_tries', sa.SmallInteger(), server_default='0', nullable=False))
        batch_op.create_index('ix_blobs_thumbnail_received_at', ['thumbnail', 'received_at'], unique=False)
    op.execute("UPDATE blobs SET thumbnail = 'due' WHERE media_type LIKE 'image/%'")


def downgrade() -> None:
    with op.batch_alter_table('blobs', schema=None) as batch_op:
        batch_op.drop_index('ix_blobs_thumbnail_received_at')
        batch_op.drop_constraint(op.f('ck_blobs_thumbnailstate'), type_='check')
        batch_op.drop_column('thumbnail_tries')
        batch_op.drop_column('thumbnail')
