"""The yardstick: aiogram as its documentation shows it, nothing tuned, no database. One tap in, one edit, one answer.

Started by the load as a process of its own: `python -m benchmarks.load.bare`.
"""

from __future__ import annotations

import asyncio
import os
import sys

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.filters import CommandStart
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

dispatcher = Dispatcher()
# As long as a question of the quiz, with as many buttons.
TEXT = "<b>{number}</b>\n\nWould you like to take a machine apart, find what is worn, and put it together again so that it runs?"
CHOICES = ("Very much", "Yes, I would", "Neither yes nor no", "Not really", "Not at all", "I don't know what it is")


def keyboard(number: int) -> InlineKeyboardMarkup:
    """Return six buttons, as a question has them."""
    rows = [
        [InlineKeyboardButton(text=text, callback_data=f"a:{number}:{place}")] for place, text in enumerate(CHOICES)
    ]
    return InlineKeyboardMarkup(inline_keyboard=rows)


@dispatcher.message(CommandStart())
async def started(message: Message) -> None:
    """Say the first question."""
    await message.answer(TEXT.format(number=0), reply_markup=keyboard(0), parse_mode=ParseMode.HTML)


@dispatcher.callback_query(F.data.startswith("a:"))
async def tapped(query: CallbackQuery) -> None:
    """Put the next question in place of this one."""
    number = int((query.data or "").split(":")[1]) + 1
    await query.answer()
    if isinstance(query.message, Message):
        await query.message.edit_text(
            TEXT.format(number=number), reply_markup=keyboard(number), parse_mode=ParseMode.HTML
        )


async def main() -> None:
    """Poll, or listen for a webhook at the port given."""
    api = TelegramAPIServer.from_base(os.environ["TEMIRQAZYQ_BOT_API_URL"])
    async with Bot(os.environ["TEMIRQAZYQ_TOKEN"], session=AiohttpSession(api=api)) as bot:
        if len(sys.argv) == 1:
            await dispatcher.start_polling(bot, handle_signals=True)
            return
        application = web.Application()
        SimpleRequestHandler(dispatcher, bot).register(application, path="/webhook")
        setup_application(application, dispatcher, bot=bot)
        runner = web.AppRunner(application)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", int(sys.argv[1])).start()
        await bot.set_webhook(f"http://127.0.0.1:{sys.argv[1]}/webhook")
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
