"""Who one may be in the sandbox's chat page. The sandbox itself knows nothing of pupils or counsellors."""

from bot.sandbox import Persona

PERSONAS = (
    Persona(key="pupil-kk", caption="Оқушы (қазақша)", first_name="Айгерім", language_code="kk"),
    Persona(key="pupil-ru", caption="Школьник (на русском)", first_name="Данияр", language_code="ru"),
    Persona(key="pupil-en", caption="Pupil (English)", first_name="Amina", language_code="en"),
    Persona(key="counsellor", caption="Кәсіби бағдар беруші · Counsellor", first_name="Гүлнар", language_code="kk"),
    Persona(key="organiser", caption="Ұйымдастырушы · Organiser", first_name="Ерлан", language_code="ru"),
)
