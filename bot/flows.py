"""Every flow of the conversation, and every flow that writes unasked. A new one is named here, and nowhere else."""

from handlers import (
    admission,
    class_lists,
    colleges,
    comparing,
    consent,
    door,
    door_lists,
    events,
    menu,
    parents,
    place,
    professions,
    quiz,
    reasons,
    region,
    registering,
    result,
    things,
    tickets,
    welcome,
    whatif,
    words,
)

FLOWS = (
    welcome,
    place,
    menu,
    quiz,
    result,
    reasons,
    whatif,
    comparing,
    parents,
    things,
    professions,
    colleges,
    region,
    admission,
    events,
    registering,
    door,
    door_lists,
    class_lists,
    tickets,
    consent,
    words,
)

# Who writes what is sent unasked.
LETTERS = (admission.letters, tickets.letters)
