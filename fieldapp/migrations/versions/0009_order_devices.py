"""which devices an order is about

Revision ID: 0009
Revises: 0008
Create Date: 2026-11-24 20:30:00

"""
import json

from alembic import op
import sqlalchemy as sa


revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

AT_ONCE = 500


def upgrade() -> None:
    table = op.create_table('order_devices',
    sa.Column('work_order_id', sa.String(length=36), nullable=False),
    sa.Column('device_id', sa.String(length=36), nullable=False),
    sa.ForeignKeyConstraint(['work_order_id'], ['work_orders.id'], name=op.f('fk_order_devices_work_order_id')),
    sa.PrimaryKeyConstraint('work_order_id', 'device_id', name=op.f('pk_order_devices'))
    )
    with op.batch_alter_table('order_devices', schema=None) as batch_op:
        batch_op.create_index('ix_order_devices_device_id', ['device_id'], unique=False)
    _fill(table)


def _fill(table: sa.Table) -> None:
    """Take what orders name, and where devices are, from before this table."""
    orders = sa.text('SELECT id, document FROM work_orders')
    devices = sa.text('SELECT work_order_id, id FROM devices WHERE work_order_id IS NOT NULL')
    connection = op.get_bind()
    pairs = {
        (row.id, device['id'])
        for row in connection.execute(orders)
        for device in json.loads(row.document)['devices']
    }
    pairs |= {(row.work_order_id, row.id) for row in connection.execute(devices)}
    rows = [{'work_order_id': order, 'device_id': device} for order, device in sorted(pairs)]
    for start in range(0, len(rows), AT_ONCE):
        op.bulk_insert(table, rows[start:start + AT_ONCE])


def downgrade() -> None:
    op.drop_table('order_devices')
