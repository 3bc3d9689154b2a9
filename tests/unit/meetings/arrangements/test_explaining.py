"""The example of the explanation page says the truth."""

from itertools import permutations

from meetings.arrangements.explaining import ARRANGED, IN_LIST_ORDER, ITEMS, example, waiting


def test_no_order_of_the_example_waits_less() -> None:
    assert waiting(ARRANGED) == min(waiting(order) for order in permutations(ITEMS))
    assert waiting(ARRANGED) < waiting(IN_LIST_ORDER)


def test_the_drawing_holds_what_the_table_says() -> None:
    for drawing, order in zip(example(), (IN_LIST_ORDER, ARRANGED), strict=True):
        grey = sum(bar.width for bar in drawing.bars if bar.waits)
        assert grey == waiting(order) * 12
        assert drawing.total == f"{waiting(order)}分"
        assert [head.number for head in drawing.heads] == list(order)
        assert sum(int(wait.removesuffix("分")) for _, _, wait in drawing.rows) == waiting(order)
        assert all(bar.x + bar.width <= drawing.width for bar in drawing.bars)
