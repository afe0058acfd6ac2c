"""Keyboards of a call, checked as Telegram checks them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bot.sandbox.errors import bad_request

if TYPE_CHECKING:
    from bot.sandbox.bodies import Parameters
    from bot.sandbox.messages import Keyboard

LONGEST_DATA_BYTES: Final = 64
_ACTIONS: Final = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)


def read_markup(parameters: Parameters) -> tuple[Keyboard | None, dict[str, Any] | None]:
    """Return the inline keyboard, and the reply keyboard or its removal, of a call; None for what it has not.

    Raises:
        BotApiError: 400 when a keyboard is not as Telegram wants it.
    """
    markup = parameters.structure("reply_markup")
    if not markup:
        return None, None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        return _inline(markup["inline_keyboard"]), None
    if "keyboard" in markup:
        return None, _reply(markup)
    if markup.get("remove_keyboard"):
        return None, {"remove_keyboard": True}
    return None, None


def read_inline(parameters: Parameters) -> Keyboard | None:
    """Return the inline keyboard of an edit; only those can be edited in.

    Raises:
        BotApiError: 400 for any other kind of keyboard.
    """
    inline, reply = read_markup(parameters)
    if reply is not None:
        raise bad_request("inline keyboard expected")
    return inline


def _inline(rows: Any) -> Keyboard | None:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("can't parse reply keyboard markup JSON object")
    return [[_inline_button(button) for button in row] for row in rows if row] or None


def _inline_button(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict) or not str(button.get("text") or ""):
        raise bad_request("can't parse inline keyboard button: Can't find field \"text\"")
    known = {name: button[name] for name in _ACTIONS if button.get(name) is not None}
    if not known:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(known) > 1:
        raise bad_request("can't parse inline keyboard button: exactly one action must be given")
    data = known.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= LONGEST_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    url = known.get("url")
    if url is not None and not str(url).startswith(("http://", "https://", "tg://", "mailto:")):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return {"text": str(button["text"]), **known}


def _reply(markup: dict[str, Any]) -> dict[str, Any]:
    rows = markup["keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows) or not any(rows):
        raise bad_request("can't parse reply keyboard markup JSON object")
    keyboard: dict[str, Any] = {"reply_keyboard": [[_reply_button(button) for button in row] for row in rows if row]}
    if markup.get("one_time_keyboard"):
        keyboard["one_time"] = True
    if markup.get("input_field_placeholder"):
        keyboard["placeholder"] = str(markup["input_field_placeholder"])
    return keyboard


def _reply_button(button: Any) -> dict[str, Any]:
    if isinstance(button, str):
        return {"text": button}
    if not isinstance(button, dict) or not str(button.get("text") or ""):
        raise bad_request("can't parse keyboard button: Can't find field \"text\"")
    kept = {name: True for name in ("request_location", "request_contact") if button.get(name)}
    return {"text": str(button["text"]), **kept}
