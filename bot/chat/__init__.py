"""The incoming side: aiogram brings updates, flows answer with screens."""
