"""The rehearsal of an event: a copy of it in a throw-away installation, played through by invented pupils with the real bot."""
