"""What is wrong with a list, in words that say what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.i18n.speech import mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.class_list import Field, Why
    from bot.domain.registration import Closed
    from bot.i18n import Speech
    from bot.sheets.sheet import Reason

# Reasons that say by themselves which column they mean.
_WHY: Final[Mapping[Why, str]] = {
    "no_name": mark("the name is missing"),
    "not_a_name": mark("this does not look like a name: letters only, please"),
    "too_long": mark("this is too long"),
    "no_class": mark("the class is missing"),
    "no_school": mark("the school is missing"),
    "other_school": mark("another school than in the rows above; one list is one school"),
    "who_unknown": mark('leave "Who" empty for a pupil, or write "adult"'),
    "twice": mark("the same name and class stand in a row above"),
    "registered": mark("you have registered this pupil for this session already"),
    "not_readable": mark("the cell holds a formula or an error; type the text itself"),
}
_FIELDS: Final[Mapping[Field, str]] = {
    "name": mark("Name and surname"),
    "class": mark("Class"),
    "school": mark("School"),
    "who": mark("Who"),
}
_UNREADABLE: Final[Mapping[Reason, str]] = {
    "too_large": mark("The file is too large for a class list. Send only the rows of one class."),
    "not_a_sheet": mark("This is not a table. Send XLSX (Excel, Google Sheets, LibreOffice) or CSV."),
    "old_format": mark(
        "This is an old XLS file, or one with a password. Save it as XLSX without a password and send it again."
    ),
    "broken": mark("The file is broken and cannot be read. Save it again as XLSX and send it once more."),
    "too_many_rows": mark("There are too many rows for a class list. Send only the rows of one class."),
    "too_many_columns": mark("There are too many columns. Take the template."),
    "too_slow": mark("The file takes too long to read. Copy the rows into the template and send that."),
    "empty": mark("There are no rows with names in the file."),
    "same_header": mark("Two columns have the same title. Take the template."),
}
_CLOSED: Final[Mapping[Closed, str]] = {
    "not_open_yet": mark("Registration has not begun yet."),
    "over": mark("Registration for this session is over."),
    "event_closed": mark("Registration for this event is closed."),
    "session_cancelled": mark("This session will not take place."),
}


def why_text(speech: Speech, why: Why) -> str:
    """Return what is wrong with a cell."""
    return speech.say(_WHY[why])


def field_name(speech: Speech, field: Field) -> str:
    """Return the name of a column as the template has it."""
    return speech.say(_FIELDS[field])


def unreadable_text(speech: Speech, reason: Reason) -> str:
    """Return why a file cannot be read."""
    return speech.say(_UNREADABLE[reason])


def closed_text(speech: Speech, reason: Closed) -> str:
    """Return why nobody can be registered."""
    return speech.say(_CLOSED[reason])
