"""The first steps: language, what the bot keeps, agreement, grade."""
