"""Taps of a counsellor's inbox."""

from aiogram.filters.callback_data import CallbackData

from bot.chat.doors import RowId


class CloseTap(CallbackData, prefix="oc"):
    """Close a question."""

    id: RowId


class TemplatesDoor(CallbackData, prefix="ot"):
    """The answers that one gives often, for a question."""

    id: RowId


class SendTemplateTap(CallbackData, prefix="os"):
    """Answer a question with one of them."""

    id: RowId
    template: RowId


class KeepTemplateTap(CallbackData, prefix="ok"):
    """Keep the last answer in a question for again."""

    id: RowId


class DropTemplateTap(CallbackData, prefix="od"):
    """Keep one of them no longer."""

    id: RowId
    template: RowId


class HandDoor(CallbackData, prefix="oh"):
    """To whom shall a question be handed over?"""

    id: RowId


class HandTap(CallbackData, prefix="ox"):
    """Hand it over to a colleague, by their role's number."""

    id: RowId
    grant: RowId
