"""The interest quiz: one activity a screen, five answers, a way back, and a pause that loses nothing."""

from handlers.quiz.router import flow

__all__ = ["flow"]
