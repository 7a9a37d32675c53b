"""A tree of digests as in RFC 6962: leaves and nodes cannot be taken for each other."""

from hashlib import sha256

LEAF, NODE = b"\x00", b"\x01"


def leaf_hash(content: bytes) -> bytes:
    """Return the digest of one leaf."""
    return sha256(LEAF + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the digest over two subtrees."""
    return sha256(NODE + left + right).digest()


def root(leaves: list[bytes]) -> bytes:
    """Return the root over leaf digests, at least one (RFC 6962 section 2.1)."""
    if len(leaves) == 1:
        return leaves[0]
    split = _split(len(leaves))
    return node_hash(root(leaves[:split]), root(leaves[split:]))


def path(position: int, leaves: list[bytes]) -> list[bytes]:
    """Return the audit path of one leaf, its sibling first (section 2.1.1)."""
    if len(leaves) == 1:
        return []
    split = _split(len(leaves))
    if position < split:
        return [*path(position, leaves[:split]), root(leaves[split:])]
    return [*path(position - split, leaves[split:]), root(leaves[:split])]


def _split(count: int) -> int:
    """Return the largest power of two below the count."""
    return 1 << (count - 1).bit_length() - 1
