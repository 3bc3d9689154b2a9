"""What can go wrong while an announced order is repaired."""

from core.errors import Invalid


class NotAnnouncedYet(Invalid):
    """Nobody was told a time: the order is arranged, not repaired."""

    message = "出席時間をまだ知らせていません。順番は「順番を整える」で変えてください。"


class NothingToRepair(Invalid):
    """Nothing has changed since the announcement."""

    message = "お知らせのあとで変わったことはありません。順番を直さなくて大丈夫です。"
