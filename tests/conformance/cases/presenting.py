"""What a bot says of itself: commands by scope and language, descriptions, its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conformance.client import bad_request
from tests.conformance.listing import case

if TYPE_CHECKING:
    from tests.conformance.client import Client
    from tests.conformance.person import Person


async def _menu(person: Person) -> list[str]:
    return [command["description"] for command in (await person.look("commands"))["commands"]]


@case
async def a_bot_knows_itself(client: Client, person: Person) -> None:
    me = await client.get_me()
    assert (me["id"], me["is_bot"], me["username"]) == (4242, True, "sandbox_bot")


@case
async def commands_are_kept_for_each_scope_and_language(client: Client, person: Person) -> None:
    private = {"type": "all_private_chats"}
    await client.set_my_commands({"start": "Start", "help": "Help"})
    await client.set_my_commands({"start": "Бастау"}, private, "kk")
    assert await client.get_my_commands() == {"start": "Start", "help": "Help"}
    assert await client.get_my_commands(private, "kk") == {"start": "Бастау"}
    assert await client.get_my_commands(private) == {}
    assert await client.get_my_commands(None, "kk") == {}


@case
async def a_person_sees_the_narrowest_scope_in_their_language(client: Client, person: Person) -> None:
    private, own = {"type": "all_private_chats"}, {"type": "chat", "chat_id": person.id}
    seen = [await _menu(person)]
    for name, scope, language in (
        ("for all", None, ""),
        ("for all, in Kazakh", None, "kk"),
        ("для всех", None, "ru"),
        ("in private", private, ""),
        ("лично", private, "ru"),
        ("for you", own, ""),
        ("для вас", own, "ru"),
    ):
        await client.set_my_commands({"start": name}, scope, language)
        seen.append(await _menu(person))
    assert seen == [[], ["for all"], ["for all"], ["для всех"], ["in private"], ["лично"], ["for you"], ["для вас"]]
    assert await _menu(await person.friend("kk-KZ")) == ["in private"]


@case
async def deleted_commands_fall_back_to_wider_ones(client: Client, person: Person) -> None:
    private = {"type": "all_private_chats"}
    await client.set_my_commands({"start": "for all"})
    await client.set_my_commands({"start": "лично"}, private, "ru")
    assert await client.delete_my_commands(private, "ru") is True
    assert await client.get_my_commands(private, "ru") == {}
    assert await _menu(person) == ["for all"]


@case
async def wrong_commands_are_refused(client: Client, person: Person) -> None:
    for name in ("Start", "с", "a b", "", "x" * 33):
        with bad_request("BOT_COMMAND_INVALID"):
            await client.set_my_commands({name: "x"})
    for description in ("", "x" * 257):
        with bad_request("BOT_COMMAND_DESCRIPTION_INVALID"):
            await client.set_my_commands({"start": description})
    with bad_request("BOT_COMMANDS_TOO_MUCH"):
        await client.set_my_commands({f"c{number}": "x" for number in range(101)})
    with bad_request("can't parse commands list JSON object"):
        await client.call("setMyCommands", commands="{}")
    assert await client.get_my_commands() == {}


@case
async def a_wrong_scope_or_language_is_refused(client: Client, person: Person) -> None:
    with bad_request("invalid language code specified"):
        await client.set_my_commands({"start": "x"}, language="kaz")
    with bad_request("can't parse BotCommandScope: Unsupported type specified"):
        await client.call("getMyCommands", scope='{"type":"everybody"}')


@case
async def descriptions_and_the_name_are_kept_for_each_language_with_fallback(client: Client, person: Person) -> None:
    for what in ("description", "short_description", "name"):
        assert await client.set_my(what, "for all") is True
        assert await client.set_my(what, "барлығына", "kk") is True
        assert [await client.get_my(what, code) for code in ("", "kk", "ru")] == ["for all", "барлығына", "for all"]
        assert (await person.about_bot("kk"))[what] == "барлығына"
        assert (await person.about_bot("ru-RU"))[what] == "for all"


@case
async def a_bot_that_said_nothing_has_its_first_name_and_no_description(client: Client, person: Person) -> None:
    assert await client.get_my("name") == "Sandbox bot"
    assert await client.get_my("description") == await client.get_my("short_description") == ""


@case
async def descriptions_and_the_name_may_not_be_too_long(client: Client, person: Person) -> None:
    for what, longest in (("description", 512), ("short_description", 120), ("name", 64)):
        assert await client.set_my(what, "ә" * longest) is True
        with bad_request(f"bot {what.replace('_', ' ')} is too long"):
            await client.set_my(what, "ә" * (longest + 1))
