"""What a signature pad may send."""

import pytest

from fieldapp.domain.strokes import parse_strokes, stroke_paths
from fieldapp.problem import Problem

DRAWN = (
    '{"format":1,"box":[0,0,3580,1760],'
    '"strokes":[[400,1180,0,100,-400,16],[1760,840,420]]}'
)


def test_a_drawing_becomes_one_path_a_stroke():
    assert stroke_paths(parse_strokes(DRAWN)) == ["M400 1180l100 -400", "M1760 840l1 0"]


@pytest.mark.parametrize("text", ["", " ", '{"format":1,"box":[0,0,1,1],"strokes":[]}'])
def test_an_empty_pad_is_no_signature(text):
    assert parse_strokes(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "<svg onload=alert(1)>",
        "[]",
        '{"format":2,"box":[0,0,1,1],"strokes":[[1,1,1]]}',
        '{"format":1,"box":[0,0,1,1],"strokes":[[1,1,1]],"more":1}',
        '{"format":1,"box":[0,0,1],"strokes":[[1,1,1]]}',
        '{"format":1,"box":[0,0,1,1],"strokes":[[1,1]]}',
        '{"format":1,"box":[0,0,1,1],"strokes":[[1.5,1,1]]}',
        '{"format":1,"box":[0,0,1,1],"strokes":[[true,1,1]]}',
        '{"format":1,"box":[0,0,1,1],"strokes":[[1e9,1,1]]}',
        '{"format":1,"box":[0,0,1,1],"strokes":[[' + "1," * 4000 + "1,1]]}",
    ],
)
def test_what_no_pad_has_written_is_refused(text):
    with pytest.raises(Problem) as refused:
        parse_strokes(text)

    assert refused.value.code == "arguments_invalid"
