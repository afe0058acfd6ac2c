"""Updates as Telegram sends them, of every kind, from people who may be anybody; what they tap is often what they were shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, get_args, get_origin

from annotated_types import Ge, MaxLen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from aiogram.filters.callback_data import CallbackData

# Bidi overrides, joiners, other alphabets, HTML, SQL, formulas, halves of letters, and what the bot understands.
TEXTS: Final = (
    "Екібастұз", "Павлодар", "9", "1", "да", "иә", "слесарь", "дәнекерлеуші", "меню", "№5 мектеп", "9А",
    "Әсем Оспанова", "Семей", "ABCDEFGH", "2346789A", "f" * 32, "07.12.2026 15:00", "25",
    "https://t.me/x", "51.7, 75.3", "Менің сұрағым: қайда оқуға болады?",
    "\u202eмосу\u202c <b>Асем</b>", "\u200b\u200d\ufeff", "<a href='tg://user?id=1'>x</a>",
    "&lt;script&gt;&#0;", "'; DROP TABLE person; --", '=HYPERLINK("http://x";"y")', "@everyone",
    "%s {0} {name} %(x)s", "\ud800", "\x00\x01\x1b[31m", "🧑‍🏭" * 40, "ا" * 70, "Z" * 4096, "a\n" * 2000,
    "\U0010ffff", "٣", "²", "½", "−5", "1e309", "NaN", "ⅷ", "İ", "ß" * 100, "", " ", ".", "0" * 200,
    "жасырын құпия", "өлгім келеді",
)  # fmt: skip
_COMMANDS: Final = (
    "start", "menu", "help", "quiz", "language", "privacy", "mydata", "delete", "events", "staff",
    "class", "checkin",
)  # fmt: skip
_NAMES: Final = ("Әсем", "\u202eмесӘ", "<i>x</i>", "", "a" * 300, "\ud83d", "=1+1")
_CODES: Final = ("1", "ABCDEFGH", "f" * 22, "f" * 32, "x" * 48, "x" * 64, "e_e", "-1", "__", "қ", "2" * 8)
# Kinds of which the bot knows nothing, and those that it did not ask for.
_OTHERS: Final = (
    "edited_message", "channel_post", "edited_channel_post", "business_message", "my_chat_member",
    "chat_member", "inline_query", "chosen_inline_result", "shipping_query", "pre_checkout_query",
    "poll", "poll_answer", "chat_join_request", "message_reaction", "message_reaction_count",
    "chat_boost", "something_new",
)  # fmt: skip
_NUMBERS: Final = 9


@dataclass
class Crowd:
    """Who sends, and what each of them sees.

    Attributes:
        people: Telegram ids of those who may be tried as senders.
        others: ids of those who must be left in peace.
        shown: data of the buttons that stand before a chat.
    """

    people: Sequence[int]
    others: Sequence[int]
    kinds: Sequence[type[CallbackData]]
    commands: Sequence[str]
    shown: dict[int, list[str]] = field(default_factory=dict)
    number: int = 1_000


def update(random: Random, crowd: Crowd) -> dict[str, Any]:
    """Return a whole, well-formed update."""
    crowd.number += random.choice((1, 1, 1, 2, 7))
    who = random.choice(crowd.people)
    shape: Callable[[Random, Crowd, int], dict[str, Any]]
    shape = random.choices((_tap, _words, _attachment, _other), (45, 35, 12, 8))[0]
    return {"update_id": crowd.number, **shape(random, crowd, who)}


def _tap(random: Random, crowd: Crowd, who: int) -> dict[str, Any]:
    shown = crowd.shown.get(who)
    data = random.choice(shown) if shown and random.random() < 0.6 else tap_data(random, random.choice(crowd.kinds))
    query = {"id": str(random.getrandbits(40)), "from": _user(random, who), "chat_instance": "7", "data": data}
    if random.random() < 0.9:
        query["message"] = _message(random, who, {"text": "x"})
    elif random.random() < 0.5:
        query["message"] = {"chat": _chat(who), "message_id": 5, "date": 0}
    return {"callback_query": query}


def tap_data(random: Random, kind: type[CallbackData]) -> str:
    """Return what a button of some kind could carry, also one that was never shown to anybody."""
    values = [_value(random, kind, name) for name in kind.model_fields]
    return ":".join([kind.__prefix__, *values])


def _value(random: Random, kind: type[CallbackData], name: str) -> str:
    found = kind.model_fields[name]
    annotation: Any = found.annotation
    options = get_args(annotation)
    if options and get_origin(annotation) is not None and type(None) not in options:
        return str(random.choice(options))
    if annotation is bool:
        return random.choice(("0", "1", "maybe"))
    if annotation is int or (options and int in options):
        least = next((int(str(each.ge)) for each in found.metadata if isinstance(each, Ge)), 0)
        large = (2**31 - 1, 2**31, 2**63, 10**30, -1)
        return str(random.choice(large) if random.random() < 0.1 else least + random.randrange(_NUMBERS))
    longest = next((each.max_length for each in found.metadata if isinstance(each, MaxLen)), None)
    return random.choice(("kk", "ru", "R1", "welder", "ekibastuz", "abai", "metal", *_CODES))[:longest].replace(":", "")


def _words(random: Random, crowd: Crowd, who: int) -> dict[str, Any]:
    turn = random.random()
    if turn < 0.25:
        text = f"/{random.choice((*crowd.commands, *_COMMANDS))}{random.choice(('', '@x_bot', ' ', ' abc'))}"
    elif turn < 0.4:
        text = f"/start {random.choice('abcdefghijklmnopqrstuvwxyz')}_{random.choice(_CODES)}"
    else:
        text = random.choice(TEXTS)
    message = _message(random, who, {"text": text})
    if random.random() < 0.3:
        message["entities"] = [
            {"type": random.choice(("bold", "url", "text_mention", "x")), "offset": -1, "length": 9**20}
        ]
    if random.random() < 0.2:
        other = _user(random, random.choice(crowd.others))
        message["forward_origin"] = {"type": "user", "date": 1, "sender_user": other}
    if random.random() < 0.2:
        message["reply_to_message"] = _message(random, random.choice(crowd.others), {"text": "x"})
    return {"message": message}


def _attachment(random: Random, crowd: Crowd, who: int) -> dict[str, Any]:
    file = {"file_id": "f", "file_unique_id": "u", "file_size": random.choice((0, 10, 10**12, None))}
    other = random.choice(crowd.others)
    kinds: tuple[dict[str, Any], ...] = (
        {"document": {**file, "file_name": random.choice(("../../etc/passwd", "a.xlsx", "\u202excod.exe", None))}},
        {"photo": [{**file, "width": 9, "height": 9}], "caption": random.choice(TEXTS)},
        {
            "location": {
                "latitude": random.choice((51.7, 90, -91, 1e300)),
                "longitude": random.choice((75.3, 181, -1e9)),
            }
        },
        {"contact": {"phone_number": "+77010000000", "first_name": random.choice(_NAMES), "user_id": other}},
        {"sticker": {**file, "type": "regular", "width": 1, "height": 1, "is_animated": False, "is_video": False}},
        {"voice": {**file, "duration": 1}},
        {"web_app_data": {"data": "{}", "button_text": "x"}},
        {"users_shared": {"request_id": 1, "users": [{"user_id": other}]}},
        {"dice": {"emoji": "🎲", "value": 6}},
        {"venue": {"location": {"latitude": 51.7, "longitude": 75.3}, "title": "x", "address": "y"}},
        {"new_chat_members": [_user(random, other)]},
        {"migrate_to_chat_id": other},
        {},
    )
    return {"message": _message(random, who, random.choice(kinds))}


def _other(random: Random, crowd: Crowd, who: int) -> dict[str, Any]:
    kind = random.choice(_OTHERS)
    user, chat = _user(random, who), _chat(who)
    member = {"status": random.choice(("member", "kicked", "left")), "user": user}
    forms: dict[str, dict[str, Any]] = {
        "my_chat_member": {"chat": chat, "from": user, "date": 1, "old_chat_member": member, "new_chat_member": member},
        "inline_query": {"id": "1", "from": user, "query": random.choice(TEXTS), "offset": ""},
        "poll_answer": {"poll_id": "1", "user": user, "option_ids": [0]},
        "chat_join_request": {"chat": chat, "from": user, "user_chat_id": who, "date": 1},
    }
    return {kind: forms.get(kind, _message(random, who, {"text": random.choice(TEXTS)}))}


def _message(random: Random, who: int, content: dict[str, Any]) -> dict[str, Any]:
    message = {"message_id": random.randrange(1, 10**6), "date": 1_700_000_000, "chat": _chat(who), **content}
    if random.random() < 0.97:
        message["from"] = _user(random, who)
    if random.random() < 0.05:
        message["chat"] = {"id": -100123, "type": random.choice(("group", "supergroup", "channel")), "title": "x"}
    return message


def _chat(who: int) -> dict[str, Any]:
    return {"id": who, "type": "private", "first_name": "x"}


def _user(random: Random, who: int) -> dict[str, Any]:
    language = random.choice(("kk", "ru", "en", "de", "", "ru-RU", "\u202e", None))
    return {"id": who, "is_bot": False, "first_name": random.choice(_NAMES), "language_code": language}
