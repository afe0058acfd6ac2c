"""Light stemming of what pupils type: endings of Kazakh, Russian and English are taken off words that were brought to one sound.

No dictionary and no language is needed: a phrase may mix all three. Words that carry no meaning in a wish ("I want to become",
"хочу стать", "болғым келеді") are left out. The endings are those of the usual light stemmers (Savoy, "A stemming procedure for
Russian", SIGIR 2009, and for Kazakh the cases, plural, person and participles of a school grammar), in our spelling by sound.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from bot.domain.spelling import sound

# Letters that stay; infinitives and the Kazakh verbal noun may leave a shorter stem ("шить", "тігу").
_SHORTEST_STEM: Final = 4
_SHORTEST_VERB: Final = 3
# Words of one phrase that are looked at; a story has its meaning in the beginning.
MOST_WORDS: Final = 10
_VERBAL: Final = frozenset("ить ать ять еть уть иться аться у".split())
_RUSSIAN: Final = (
    "иваться оваться иями ировать овать ивать евать ться ами ями ого его ому ему ими иих их ов ев еи ои "
    "ом ем ам ям ах ях ую юю ая яя ое ее ие ия ию ии ет ит ут ют ат ят ешь ишь ал ил ел ла ло ли у ю а я "
    "о е и ь "
).split()
_KAZAKH: Final = (
    "ларимен леримен дарга лерге ларга тарга терге дарди лерди ларди ларда лерде ларми лери лари дари "
    "дери тари тери лар лер дар дер тар тер динг нинг дин нин тин ди ни ти га ге ка ке на не да де та те "
    "дан ден тан тен нан нен мен бен пен сиз м ин си имиз уши уге уди ган ген кан кен гим гиси гиш аин "
    "еин ип атин етин аду еду ади еди иди ап еп иу "
).split()
_ENGLISH: Final = "инг инс ерс ес с ед".split()
_ENDINGS: Final = frozenset({*_VERBAL, *_RUSSIAN, *_KAZAKH, *_ENGLISH})
_LONGEST_ENDING: Final = max(map(len, _ENDINGS))
_SILENT: Final = frozenset(
    sound(word)
    for word in (
        # Russian
        "я хочу хочется хотел хотела хотелось бы стать быть буду работать работа работаю работы профессия "
        "профессии на с со в во и или к по у о об из за для мне меня мой моя как кем кто что где это мечтаю "
        "люблю нравится интересно умею могу можно нужно надо учиться выучиться поступить хорошо очень лучше "
        "всего чтобы если то не а но же ли бы всё все только тот та такой какой какая специалист мастер "
        "человек людьми вообще наверное может чем нибудь что-то "
        # Kazakh
        "мен маған менің болғым болу боламын болсам болғымкеледі келеді келед келедi келетін істегім істеу "
        "істеймін жұмыс жұмысы мамандық мамандығы мамандығын кім қалай қайда не үшін және мен бен пен немесе "
        "ғой өте жақсы ұнайды ұнатамын қызық қызығамын қалаймын шықсам шыққым оқығым оқу оқысам үйренгім "
        "үйренсем арман арманым туралы керек бір бар жоқ ма ме ба бе па пе сияқты маманы адам істейтін "
        "істесем деймін деп дейді үйренемін болашақта болашағым жүрмін едім екен болатын қылғым еткім жасағым "
        # English
        "i want would like to be become a an the am is are my me work works working job with as of in on at "
        "for and or who what how where do doing love loves loving enjoy interested good at make making about "
        "some thing things something that study learn become career profession specialist person people who "
        "one "
    ).split()
)


def stems(text: str) -> tuple[str, ...]:
    """Return the meaningful words of a text, by sound and without endings, each once, in order; at most `MOST_WORDS`."""
    words = [word for word in sound(text).split()[: 4 * MOST_WORDS] if len(word) > 1]
    telling = [word for word in words if word not in _SILENT] or words
    return tuple(dict.fromkeys(map(stem, telling)))[:MOST_WORDS]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return a word by sound without its endings; at most two are taken off, the longer ones first."""
    for _ in range(2):
        shorter = _without_ending(word)
        if shorter == word:
            break
        word = shorter
    return word


def _without_ending(word: str) -> str:
    for length in range(min(_LONGEST_ENDING, len(word) - _SHORTEST_VERB), 0, -1):
        ending = word[-length:]
        shortest = _SHORTEST_VERB if ending in _VERBAL else _SHORTEST_STEM
        if ending in _ENDINGS and len(word) - length >= shortest:
            return word[:-length]
    return word
