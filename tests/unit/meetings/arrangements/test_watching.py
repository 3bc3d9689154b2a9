"""What a person reads while a search runs."""

from meetings.arrangements.watching import Watch


def test_the_sentence_begins_with_the_present_order_and_improves() -> None:
    watch = Watch(total=5, waiting="9時間02分")
    assert watch.sentence() == "待ち 9時間02分（さがしています）"
    watch.hear(220, ())
    assert watch.sentence() == "待ち 9時間02分 → 3時間40分（さがしています）"
    assert not watch.asked_to_stop()
    watch.stopping = True
    assert watch.asked_to_stop()


def test_seconds_never_pass_the_time_that_was_given() -> None:
    watch = Watch(total=5, waiting="1時間")
    watch.began -= 60
    assert watch.seconds == 5
