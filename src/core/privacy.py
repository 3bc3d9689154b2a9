"""How private each column is; logs drop PERSONAL and above, SENSITIVE is sealed, SECRET never leaves the process."""

from enum import Enum


class Privacy(Enum):
    """The class of one column (every column of every table has one, by test)."""

    PUBLIC = "public"
    WORK = "work"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"
    SECRET = "secret"  # noqa: S105 - the name of a class

    @property
    def sealed(self) -> bool:
        """Whether the column is stored sealed."""
        return self in {Privacy.SENSITIVE, Privacy.SECRET}


PUBLIC, WORK, PERSONAL, SENSITIVE, SECRET = Privacy
