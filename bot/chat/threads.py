"""A thread of a question as both sides see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.i18n.speech import Html, bold, safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.questions import Said

# A message has 4,096 characters; the newest words matter most.
_MOST_LETTERS: Final = 2000


def thread_lines(said: Sequence[Said], pupil: str, counsellor: str) -> Html:
    """Return the newest messages that fit, the oldest first, each under who wrote it."""
    shown: list[Html] = []
    letters = 0
    for each in reversed(said):
        letters += len(each.text)
        if shown and letters > _MOST_LETTERS:
            shown.append(Html("…"))
            break
        who = pupil if each.is_from_pupil else counsellor
        shown.append(Html(f"{bold(who)}\n{safe(each.text)}"))
    return Html("\n\n".join(reversed(shown)))
