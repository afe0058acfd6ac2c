"""The interest models: ours, and those that earlier programs kept for the runs that were begun with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.db.quiz_runs import keep_model, kept_model
from bot.library.interest_model import as_text, from_text

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.belief import InterestModel
    from bot.domain.quiz import Run


class Models:
    """Finds the numbers of a run by their version."""

    def __init__(self, present: InterestModel) -> None:
        self.present = present
        self._known = {present.version: present}
        self._text = as_text(present)

    def of(self, connection: Connection, run: Run) -> InterestModel:
        """Return the numbers that a run was begun with; one older than the adaptive quiz goes on with ours."""
        if run.model is None:
            return self.present
        if run.model not in self._known:
            body = kept_model(connection, run.model)
            self._known[run.model] = from_text(body) if body else self.present
        return self._known[run.model]

    def keep(self, connection: Connection) -> str:
        """Keep our numbers for the runs to come; return their version."""
        keep_model(connection, self.present.version, self._text)
        return self.present.version
