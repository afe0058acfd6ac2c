"""Tells Telegram how to present the bot: commands and descriptions in three languages. Sends only what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiogram.types import BotCommand, BotCommandScopeChat

from bot.domain.languages import Language

if TYPE_CHECKING:
    from collections.abc import Collection

    from aiogram import Bot

    from bot.chat.directory import Directory
    from bot.domain.staff import Role
    from bot.i18n import Catalogues, Speech

# Clients in other languages see the state language.
_DEFAULT = Language.KK


async def present(bot: Bot, directory: Directory, speeches: Catalogues) -> None:
    """Set commands, description and short description for every language and for all others."""
    await _present(bot, directory, speeches[_DEFAULT], None)
    for language in Language:
        await _present(bot, directory, speeches[language], language.value)


async def present_to(bot: Bot, directory: Directory, speech: Speech, chat_id: int, roles: Collection[Role]) -> None:
    """Set the command menu of one chat: of somebody who holds roles, or who held some and is to have everybody's again."""
    scope = BotCommandScopeChat(chat_id=chat_id)
    if roles:
        await bot.set_my_commands(_menu(directory, speech, frozenset(roles)), scope=scope)
    else:
        await bot.delete_my_commands(scope=scope)


def _menu(directory: Directory, speech: Speech, roles: frozenset[Role]) -> list[BotCommand]:
    return [
        BotCommand(command=command.name, description=speech.say(command.summary))
        for command in directory.commands.values()
        if not command.roles or command.roles & roles
    ]


async def _present(bot: Bot, directory: Directory, speech: Speech, code: str | None) -> None:
    commands = _menu(directory, speech, frozenset())
    known = await bot.get_my_commands(language_code=code)
    # Objects that came from Telegram carry the client with them, so their words are compared.
    if [each.model_dump() for each in known] != [each.model_dump() for each in commands]:
        await bot.set_my_commands(commands, language_code=code)
    description = speech.say(
        "A few taps, and you see five working professions that suit you, why they do, and the nearest colleges that teach them. "
        "Free, in Kazakh, Russian and English. Little is stored, and you can delete it at any time."
    )
    if (await bot.get_my_description(language_code=code)).description != description:
        await bot.set_my_description(description, language_code=code)
    short = speech.say("Find a working profession that suits you and a college near home.")
    if (await bot.get_my_short_description(language_code=code)).short_description != short:
        await bot.set_my_short_description(short, language_code=code)
