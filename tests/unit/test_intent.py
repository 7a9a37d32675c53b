import pytest

from fieldapp.domain.canonical import canonical_text
from fieldapp.sync.envelope import WireOperation
from fieldapp.sync.intent import from_wire

WRITTEN = {
    "id": "0198c1b2-7c1e-7d40-9a41-3f1f2b9f0d11",
    "sequence": 1042,
    "name": "add_note",
    "version": 1,
    "work_order_id": "0198c1b2-7c1e-7d40-9a41-3f1f2b9f0d12",
    "base_rev": 57,
    "happened_at": "2026-11-24T12:06:38.000Z",
    "arguments": {"text": "Cheguei"},
    "chain": "0" * 64,
}


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"arguments": {"text": 'in the text: ,"version":2', "version": 3, "😀": "😀"}},
        {"happened_at": ',"version":4'},
        {"work_order_id": None, "base_rev": None},
    ],
)
@pytest.mark.parametrize("left_out", [(), ("work_order_id",), ("base_rev",)])
def test_the_chain_runs_over_the_canonical_operation_without_chain(changed, left_out):
    written = {k: v for k, v in (WRITTEN | changed).items() if k not in left_out}
    operation = WireOperation.model_construct(**WRITTEN | written)

    intent = from_wire(operation, written)

    unchained = {name: written[name] for name in written if name != "chain"}
    assert intent.chained_text() == canonical_text(unchained)
