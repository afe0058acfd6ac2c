"""Methods by which a bot says what it is and what it can: commands, descriptions, name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from bot.sandbox.errors import bad_request
from bot.sandbox.methods.registry import method

if TYPE_CHECKING:
    from bot.sandbox.bodies import Parameters
    from bot.sandbox.desk import Desk
    from bot.sandbox.people import User
    from bot.sandbox.world import World

_COMMAND: Final = re.compile(r"[a-z0-9_]{1,32}")
_MOST_COMMANDS: Final = 100
_LONGEST: Final = {"description": 512, "short_description": 120, "name": 64}
_SCOPES: Final = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat"})


@method("getMe")
async def get_me(desk: Desk, _parameters: Parameters) -> dict[str, Any]:
    """Say who the bot is."""
    abilities = {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}
    return {**desk.world.bot_as_user(), **abilities, "can_connect_to_business": False, "has_main_web_app": False}


@method("getChat")
async def get_chat(desk: Desk, parameters: Parameters) -> dict[str, Any]:
    """Say what is known of a chat, also when the bot may not write there."""
    user = desk.world.known(parameters.text("chat_id"))
    return {
        **user.as_chat(),
        "accent_color_id": user.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": _NO_GIFTS,
    }


_NO_GIFTS: Final = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}


def _commands_key(parameters: Parameters) -> str:
    scope = parameters.structure("scope") or {"type": "default"}
    kind = scope.get("type") if isinstance(scope, dict) else None
    if kind not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    chat = f"/{scope['chat_id']}" if kind == "chat" else ""
    return f"commands/{kind}{chat}/{_language(parameters)}"


def _language(parameters: Parameters) -> str:
    code = parameters.text("language_code")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad_request("invalid language code specified")
    return code


@method("setMyCommands")
async def set_my_commands(desk: Desk, parameters: Parameters) -> bool:
    """Set the command menu of a scope and a language."""
    commands = parameters.structure("commands")
    if not isinstance(commands, list):
        raise bad_request("can't parse commands list JSON object")
    if len(commands) > _MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    kept = [_command(each) for each in commands]
    desk.world.change_profile(_commands_key(parameters), kept)
    return True


def _command(given: Any) -> dict[str, str]:
    name = str(given.get("command", "")).lstrip("/") if isinstance(given, dict) else ""
    description = str(given.get("description", "")) if isinstance(given, dict) else ""
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


@method("getMyCommands")
async def get_my_commands(desk: Desk, parameters: Parameters) -> list[dict[str, str]]:
    """Return the command menu set for exactly this scope and language."""
    commands: list[dict[str, str]] = desk.world.profile.get(_commands_key(parameters)) or []
    return commands


@method("deleteMyCommands")
async def delete_my_commands(desk: Desk, parameters: Parameters) -> bool:
    """Forget the command menu of a scope and a language."""
    desk.world.change_profile(_commands_key(parameters), None)
    return True


def commands_for(world: World, user: User) -> list[dict[str, str]]:
    """Return the menu a person's client shows: the narrowest scope first, in each their language, then all others."""
    for scope in (f"chat/{user.id}", "all_private_chats", "default"):
        for language in ((user.language_code or "")[:2], ""):
            commands: list[dict[str, str]] | None = world.profile.get(f"commands/{scope}/{language}")
            if commands:
                return commands
    return []


def said_of_itself(world: World, what: str, language: str) -> str:
    """Return description, short description or name in a language, or for all others."""
    said = world.profile.get(f"{what}/{language}") or world.profile.get(f"{what}/") or ""
    return str(said) or (world.bot.first_name if what == "name" else "")


async def _set(desk: Desk, parameters: Parameters, what: str) -> bool:
    text = parameters.text(what)
    if len(text) > _LONGEST[what]:
        raise bad_request(f"bot {what.replace('_', ' ')} is too long")
    desk.world.change_profile(f"{what}/{_language(parameters)}", text)
    return True


@method("setMyDescription")
async def set_my_description(desk: Desk, parameters: Parameters) -> bool:
    """Set what stands in the empty chat."""
    return await _set(desk, parameters, "description")


@method("setMyShortDescription")
async def set_my_short_description(desk: Desk, parameters: Parameters) -> bool:
    """Set what stands on the bot's page."""
    return await _set(desk, parameters, "short_description")


@method("setMyName")
async def set_my_name(desk: Desk, parameters: Parameters) -> bool:
    """Set the bot's name."""
    return await _set(desk, parameters, "name")


@method("getMyDescription")
async def get_my_description(desk: Desk, parameters: Parameters) -> dict[str, str]:
    """Return what stands in the empty chat."""
    return {"description": said_of_itself(desk.world, "description", _language(parameters))}


@method("getMyShortDescription")
async def get_my_short_description(desk: Desk, parameters: Parameters) -> dict[str, str]:
    """Return what stands on the bot's page."""
    return {"short_description": said_of_itself(desk.world, "short_description", _language(parameters))}


@method("getMyName")
async def get_my_name(desk: Desk, parameters: Parameters) -> dict[str, str]:
    """Return the bot's name."""
    return {"name": said_of_itself(desk.world, "name", _language(parameters))}
