"""The つながり図 on paper: A4 on its side, the drawing and the table that says the same, findings below."""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from core.paper import render
from network.graph.connections import Connections
from network.graph.household_drawing import household_svg


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionsPaper:
    """One つながり図 as it is handed out."""

    council_name: str
    case_numbers: str
    drawn: Connections
    as_of: datetime
    collected_afterwards: bool = True

    @property
    def drawing(self) -> Markup:
        """The drawing as SVG."""
        return household_svg(self.drawn)


def connections_pdf(paper: ConnectionsPaper) -> bytes:
    """The つながり図 as PDF, without copy numbers. Raises PaperFailed."""
    rows = paper.drawn.rows()
    return render("connections.html", {"paper": paper, "drawn": paper.drawn, "rows": rows}, rows=len(rows))
