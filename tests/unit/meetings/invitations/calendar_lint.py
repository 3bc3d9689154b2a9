"""A lint for .ics files without a library: RFC 5545 form and the iTIP cardinalities of RFC 5546.

`problems(data)` names everything wrong with the bytes; an empty list is a correct REQUEST, PUBLISH or CANCEL.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

LONGEST_LINE = 75
LINE = re.compile(
    r'(?P<name>[A-Za-z0-9-]+)(?P<params>(?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(?P<value>.*)',
    re.DOTALL,
)
PARAM = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)')
LOCAL_TIME = re.compile(r"\d{8}T\d{6}")
UTC_TIME = re.compile(r"\d{8}T\d{6}Z")
BAD_CHARACTERS = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
ESCAPED = re.compile(r"(?:[^\\;,]|\\[\\;,nN])*")
TEXTS = ("SUMMARY", "LOCATION", "DESCRIPTION")
STATUS_OF = {"REQUEST": {"CONFIRMED", "TENTATIVE"}, "PUBLISH": {"CONFIRMED", "TENTATIVE"}, "CANCEL": {"CANCELLED"}}
# How often a property may occur in a VEVENT, by method: (least, most).
CARDINALITY: dict[str, dict[str, tuple[int, int]]] = {
    "PUBLISH": {"ATTENDEE": (0, 0), "SEQUENCE": (0, 1), "STATUS": (0, 1)},
    "REQUEST": {"ATTENDEE": (1, 1), "SEQUENCE": (1, 1), "STATUS": (0, 1)},
    "CANCEL": {"ATTENDEE": (0, 1), "SEQUENCE": (1, 1), "STATUS": (1, 1)},
}
ONCE = ("ORGANIZER", "UID", "DTSTAMP", "DTSTART", "SUMMARY")
AT_MOST_ONCE = ("DTEND", "LOCATION", "DESCRIPTION", "TRANSP", "CLASS", "URL", "CREATED", "LAST-MODIFIED")
ALWAYS = dict.fromkeys(ONCE, (1, 1)) | dict.fromkeys(AT_MOST_ONCE, (0, 1))
PARTSTATS = {"NEEDS-ACTION", "ACCEPTED", "DECLINED", "TENTATIVE", "DELEGATED"}


@dataclass
class Property:
    """A content line: name, parameters and raw value."""

    name: str
    params: dict[str, str]
    value: str


@dataclass
class Component:
    """BEGIN … END with its own lines and the components inside."""

    name: str
    properties: list[Property] = field(default_factory=list)
    components: list["Component"] = field(default_factory=list)

    def all(self, name: str) -> list[Property]:
        """Every property of this name."""
        return [one for one in self.properties if one.name == name]

    def value(self, name: str) -> str:
        """The raw value of the first property of this name, or nothing."""
        return next((one.value for one in self.all(name)), "")


def problems(data: bytes) -> list[str]:
    """Everything that is wrong with a file holding one event, in words."""
    form = _form(data)
    try:
        lines = data.replace(b"\r\n ", b"").decode().split("\r\n")
    except UnicodeDecodeError:
        return [*form, "not UTF-8"]
    root = _tree(lines[:-1], form)
    if root is None:
        return form
    return [*form, *_calendar(root)]


def event_texts(data: bytes) -> dict[str, str]:
    """SUMMARY, LOCATION and DESCRIPTION as a person reads them."""
    root = _tree(data.replace(b"\r\n ", b"").decode().split("\r\n")[:-1], [])
    event = next(one for one in root.components if one.name == "VEVENT") if root else Component("VEVENT")
    return {name: _unescaped(event.value(name)) for name in TEXTS}


def _unescaped(value: str) -> str:
    return re.sub(r"\\([\\;,nN])", lambda found: "\n" if found[1] in "nN" else found[1], value)


def _form(data: bytes) -> list[str]:
    found = []
    if not data.endswith(b"\r\n"):
        found.append("the last line has no CRLF")
    if b"\n" in data.replace(b"\r\n", b"") or b"\r" in data.replace(b"\r\n", b""):
        found.append("a bare CR or LF")
    for line in data.split(b"\r\n"):
        if len(line) > LONGEST_LINE:
            found.append("a line over 75 octets")
        try:
            line.decode()
        except UnicodeDecodeError:
            found.append("a character cut by folding")
    return found


def _tree(lines: list[str], found: list[str]) -> Component | None:
    root = Component("")
    stack = [root]
    for line in lines:
        match = LINE.fullmatch(line)
        if match is None:
            found.append(f"not a content line: {line[:20]!r}")
            continue
        name, value = match["name"].upper(), match["value"]
        if BAD_CHARACTERS.search(line):
            found.append(f"control character in {name}")
        if name == "BEGIN":
            stack.append(Component(value))
        elif name == "END":
            if len(stack) == 1 or stack[-1].name != value:
                found.append(f"END:{value} does not close anything")
                return None
            closed = stack.pop()
            stack[-1].components.append(closed)
        else:
            params = {key.upper(): text.strip('"') for key, text in PARAM.findall(match["params"])}
            stack[-1].properties.append(Property(name, params, value))
    if len(stack) != 1 or [one.name for one in root.components] != ["VCALENDAR"] or root.properties:
        found.append("not exactly one VCALENDAR")
        return None
    return root.components[0]


def _calendar(calendar: Component) -> list[str]:
    found = [
        f"{name} must stand once in VCALENDAR"
        for name in ("PRODID", "VERSION", "METHOD")
        if len(calendar.all(name)) != 1
    ]
    allowed = {"PRODID", "VERSION", "CALSCALE", "METHOD"}
    found += [f"{one.name} does not belong in VCALENDAR" for one in calendar.properties if one.name not in allowed]
    method = calendar.value("METHOD")
    if method not in CARDINALITY:
        return [*found, f"METHOD {method!r}"]
    if [one.name for one in calendar.components] != ["VTIMEZONE", "VEVENT"]:
        return [*found, "not one VTIMEZONE before one VEVENT"]
    zone, event = calendar.components
    if zone.value("TZID") != "Asia/Tokyo" or [one.name for one in zone.components] != ["STANDARD"]:
        found.append("VTIMEZONE is not Asia/Tokyo")
    elif (zone.components[0].value("TZOFFSETFROM"), zone.components[0].value("TZOFFSETTO")) != ("+0900", "+0900"):
        found.append("Asia/Tokyo is not +09:00")
    return [*found, *_counts(event, method), *_event(event, method)]


def _counts(event: Component, method: str) -> list[str]:
    counts = Counter(one.name for one in event.properties)
    limits = ALWAYS | CARDINALITY[method] | {"METHOD": (0, 0), "RRULE": (0, 0)}
    return [
        f"{name} occurs {counts[name]} times in {method}"
        for name, (least, most) in limits.items()
        if not least <= counts[name] <= most
    ]


def _event(event: Component, method: str) -> list[str]:
    found = []
    for name in ("DTSTART", "DTEND"):
        for one in event.all(name):
            right = one.params == {"TZID": "Asia/Tokyo"} and LOCAL_TIME.fullmatch(one.value)
            found += [] if right else [f"{name} is not a time in Asia/Tokyo"]
    if event.all("DTEND") and event.value("DTEND") <= event.value("DTSTART"):
        found.append("DTEND is not after DTSTART")
    for name in ("DTSTAMP", "CREATED", "LAST-MODIFIED"):
        found += [f"{name} is not UTC" for one in event.all(name) if not UTC_TIME.fullmatch(one.value)]
    if not re.fullmatch(r"\d+", event.value("SEQUENCE") or "0"):
        found.append("SEQUENCE is not a number")
    if event.all("STATUS") and event.value("STATUS") not in STATUS_OF[method]:
        found.append(f"STATUS:{event.value('STATUS')} in {method}")
    found += [f"bad escape in {name}" for name in TEXTS for one in event.all(name) if not ESCAPED.fullmatch(one.value)]
    return [*found, *_people(event)]


def _people(event: Component) -> list[str]:
    found = []
    for one in [*event.all("ORGANIZER"), *event.all("ATTENDEE")]:
        if not re.fullmatch(r"mailto:[^\s@:;,<>]+@[^\s@:;,<>]+", one.value):
            found.append(f"{one.name} is not one mailto: address")
        if re.search(r"[\\^]", one.params.get("CN", "")):
            found.append(f"CN of {one.name} holds a character readers disagree on")
    states = {one.params.get("PARTSTAT", "NEEDS-ACTION") for one in event.all("ATTENDEE")}
    return found if states <= PARTSTATS else [*found, "unknown PARTSTAT"]
