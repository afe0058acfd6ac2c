"""The user's side over HTTP: what a person does, for the page, for tests and for scripts. JSON in, JSON out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.sandbox.bodies import Upload
from bot.sandbox.desk import Desk
from bot.sandbox.entities import with_found
from bot.sandbox.errors import BotApiError, UserSideError
from bot.sandbox.methods.media import document_content, photo_content
from bot.sandbox.methods.presenting import commands_for, said_of_itself
from bot.sandbox.people import Persona, User
from bot.sandbox.typing_in import optional_text, point, required_text, uploaded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.sandbox.messages import Message

LONGEST_TEXT = 4096
Answer = web.Response


class UserSide:
    """Handlers of the addresses below /sandbox that are about people."""

    def __init__(self, desk: Desk, personas: Sequence[Persona]) -> None:
        self._world = desk.world
        self._personas = {persona.key: persona for persona in personas}

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses."""
        user = "/sandbox/users/{id:\\d+}"
        return [
            web.post("/sandbox/users", self.create),
            web.get("/sandbox/users", self.list),
            web.get(user, self.show),
            web.post(user + "/say", self.say),
            web.post(user + "/tap", self.tap),
            web.post(user + "/location", self.location),
            web.post(user + "/document", self.document),
            web.post(user + "/photo", self.photo),
            web.post(user + "/sticker", self.sticker),
            web.post(user + "/voice", self.voice),
            web.post(user + "/block", self.block),
            web.post(user + "/unblock", self.unblock),
            web.get(user + "/messages", self.messages),
            web.get(user + "/commands", self.commands),
            web.get(user + "/callbacks/{callback}", self.callback),
            web.get("/sandbox/personas", self.personas),
            web.post("/sandbox/personas/{key}", self.become),
            web.get("/sandbox/bot", self.bot),
            web.get("/sandbox/files/{file}", self.file),
        ]

    def _user(self, request: web.Request) -> User:
        return self._world.user(int(request.match_info["id"]))

    async def create(self, request: web.Request) -> Answer:
        """Let a new person in."""
        body = await json_body(request)
        names = ("last_name", "username", "language_code")
        known = {name: optional_text(body, name, 64) for name in names}
        return web.json_response(
            self._world.add_user(required_text(body, "first_name", 64), **known).as_profile(), status=201
        )

    async def list(self, _request: web.Request) -> Answer:
        """List everybody."""
        return web.json_response({"users": [user.as_profile() for user in self._world.users.values()]})

    async def show(self, request: web.Request) -> Answer:
        """Show one person."""
        return web.json_response(self._user(request).as_profile())

    async def say(self, request: web.Request) -> Answer:
        """Send a text to the bot."""
        text = required_text(await json_body(request), "text", LONGEST_TEXT).strip()
        return self._write(self._user(request), _text_content(text))

    async def tap(self, request: web.Request) -> Answer:
        """Tap an inline button by its data or label, or a button of the reply keyboard by its label."""
        user, body = self._user(request), await json_body(request)
        message = self._world.chats[user.id].messages.get(body.get("message_id", 0))
        data, label = body.get("data"), body.get("text")
        if message is not None and not message.is_deleted:
            if label is not None and data is None:
                data = _data_of(message, str(label))
            if data is not None and data in message.ever_data:
                return self._call_back(user, message, str(data))
        if label is not None and self._is_on_reply_keyboard(user, str(label)):
            return self._write(user, _text_content(str(label)))
        raise UserSideError(404, "there is no such button on that message, and there never was")

    def _call_back(self, user: User, message: Message, data: str) -> Answer:
        if user.has_blocked:
            raise UserSideError(409, "this person blocked the bot; unblock it first")
        callback = self._world.add_callback(user.id)
        self._world.updates.add(
            "callback_query",
            {
                "id": callback.id,
                "from": user.as_user(),
                "message": self._world.message_for_bot(user, message),
                "chat_instance": str(user.id),
                "data": data,
            },
        )
        return web.json_response({"callback_query_id": callback.id})

    def _is_on_reply_keyboard(self, user: User, label: str) -> bool:
        for message in reversed(self._world.chats[user.id].messages.values()):
            if message.reply is not None:
                rows = message.reply.get("reply_keyboard", [])
                return any(button["text"] == label and len(button) == 1 for row in rows for button in row)
        return False

    async def location(self, request: web.Request) -> Answer:
        """Send a point of the map."""
        return self._write(self._user(request), {"location": point(await json_body(request))})

    async def document(self, request: web.Request) -> Answer:
        """Send a document."""
        return await self._send_file(request, is_photo=False)

    async def photo(self, request: web.Request) -> Answer:
        """Send a photo."""
        return await self._send_file(request, is_photo=True)

    async def _send_file(self, request: web.Request, *, is_photo: bool) -> Answer:
        user = self._user(request)
        upload, caption = await uploaded(request)
        make = photo_content if is_photo else document_content
        try:
            content = make(self._world.files, upload)
        except BotApiError as error:
            raise UserSideError(400, error.description) from None
        return self._write(user, content | ({"caption": caption} if caption else {}))

    async def sticker(self, request: web.Request) -> Answer:
        """Send a sticker, which is only its emoji here."""
        emoji = required_text(await json_body(request), "emoji", 16)
        file = self._world.files.add(_nothing("sticker.webp", "image/webp"))
        sizes = {"width": 512, "height": 512, "is_animated": False, "is_video": False, "type": "regular"}
        sticker = {"file_id": file.id, "file_unique_id": file.id[4:16], "emoji": emoji, **sizes}
        return self._write(self._user(request), {"sticker": sticker})

    async def voice(self, request: web.Request) -> Answer:
        """Send a voice message, which is only its length here."""
        duration = (await json_body(request)).get("duration")
        if not isinstance(duration, int) or duration < 1:
            raise UserSideError(400, "duration must be a whole number of seconds")
        file = self._world.files.add(_nothing("voice.ogg", "audio/ogg"))
        voice = {"file_id": file.id, "file_unique_id": file.id[4:16], "duration": duration}
        return self._write(self._user(request), {"voice": voice})

    async def block(self, request: web.Request) -> Answer:
        """Block the bot."""
        return self._set_blocked(self._user(request), is_blocked=True)

    async def unblock(self, request: web.Request) -> Answer:
        """Let the bot write again."""
        return self._set_blocked(self._user(request), is_blocked=False)

    def _set_blocked(self, user: User, *, is_blocked: bool) -> Answer:
        if user.has_blocked != is_blocked:
            user.has_blocked = is_blocked
            self._world.put_user(user)
            member = {"user": self._world.bot_as_user()}
            states = ("kicked", "member") if is_blocked else ("member", "kicked")
            now, before = ({**member, "status": state} | _until(state) for state in states)
            body = {"chat": user.as_chat(), "from": user.as_user(), "date": int(self._world.clock())}
            self._world.updates.add("my_chat_member", {**body, "old_chat_member": before, "new_chat_member": now})
        return web.json_response(user.as_profile())

    async def messages(self, request: web.Request) -> Answer:
        """List messages with larger ids, or those new or changed since a sequence number."""
        chat = self._world.chats[self._user(request).id]
        since = _number(request, "changed_after")
        if since is not None:
            found = sorted((m for m in chat.messages.values() if m.seq > since), key=lambda message: message.seq)
        else:
            after = _number(request, "after") or 0
            found = [m for m in chat.messages.values() if m.id > after and not m.is_deleted]
        return web.json_response({"messages": [m.for_user() for m in found], "seq": self._world.seq})

    async def commands(self, request: web.Request) -> Answer:
        """Show the command menu of a person's client."""
        return web.json_response({"commands": commands_for(self._world, self._user(request))})

    async def callback(self, request: web.Request) -> Answer:
        """Show how a tap was answered."""
        self._user(request)
        callback = self._world.callbacks.get(request.match_info["callback"])
        if callback is None:
            raise UserSideError(404, "there was no such tap")
        return web.json_response({"answered": callback.answer is not None, **(callback.answer or {})})

    async def personas(self, _request: web.Request) -> Answer:
        """List whom one may be."""
        keys = ("key", "caption", "first_name", "language_code")
        listed = [{key: getattr(persona, key) for key in keys} for persona in self._personas.values()]
        return web.json_response({"personas": listed})

    async def become(self, request: web.Request) -> Answer:
        """Be somebody of the list, the same person each time."""
        persona = self._personas.get(request.match_info["key"])
        if persona is None:
            raise UserSideError(404, "there is no such persona")
        user = self._world.become(persona.key, persona.first_name, persona.language_code)
        return web.json_response(user.as_profile())

    async def bot(self, request: web.Request) -> Answer:
        """Show how the bot presents itself, and how many updates it has not confirmed yet."""
        language = request.query.get("language_code", "")[:2]
        said = {what: said_of_itself(self._world, what, language) for what in _SAID}
        waiting = {"pending_update_count": len(self._world.updates.pending)}
        return web.json_response({**self._world.bot_as_user(), **said, **waiting})

    async def file(self, request: web.Request) -> Answer:
        """Return a file's content, never to be shown as a page."""
        stored = self._world.files.find(request.match_info["file"])
        if stored is None:
            raise UserSideError(404, "there is no such file")
        safe = (
            stored.kind if stored.kind.startswith("image/") and "svg" not in stored.kind else "application/octet-stream"
        )
        headers = {"Content-Type": safe, "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
        return web.Response(body=stored.content, headers=headers)

    def _write(self, user: User, content: dict[str, Any]) -> Answer:
        """Put a person's message into the chat and tell the bot. Writing to a blocked bot unblocks it, as in Telegram."""
        if user.has_blocked:
            self._set_blocked(user, is_blocked=False)
        if not user.has_started:
            user.has_started = True
            self._world.put_user(user)
        message = self._world.new_message(user, from_bot=False, content=content)
        self._world.updates.add("message", self._world.message_for_bot(user, message))
        return web.json_response({"message_id": message.id})


_SAID = ("name", "description", "short_description")


async def json_body(request: web.Request) -> dict[str, Any]:
    """Return the body of a request.

    Raises:
        UserSideError: 400 when it is no JSON object.
    """
    try:
        body = await request.json() if request.can_read_body else {}
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise UserSideError(400, "the body must be a JSON object")
    return body


def _text_content(text: str) -> dict[str, Any]:
    entities = with_found(text, [])
    return {"text": text, "entities": entities} if entities else {"text": text}


def _data_of(message: Message, label: str) -> str | None:
    buttons = (button for row in message.inline or [] for button in row)
    return next((button.get("callback_data") for button in buttons if button["text"] == label), None)


def _number(request: web.Request, name: str) -> int | None:
    text = request.query.get(name)
    if text is None:
        return None
    if not text.lstrip("-").isdecimal():
        raise UserSideError(400, f"{name} must be a whole number")
    return int(text)


def _until(state: str) -> dict[str, int]:
    return {"until_date": 0} if state == "kicked" else {}


def _nothing(name: str, kind: str) -> Upload:
    return Upload(name, kind, b"\0")
