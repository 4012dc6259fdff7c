"""Icons as SVG paths on a 24 × 24 grid; always beside a word, never instead of one."""

ICONS = {
    "exit": "M10 4H4v16h6M9 12h11M15 6.5l5.5 5.5-5.5 5.5",
    "arrow": "M5 12h13M12 5.5l6.5 6.5-6.5 6.5",
    "phone": "M6 3h3.5l1.5 5-2.3 1.7a13 13 0 0 0 5.6 5.6L16 13l5 1.5V18a3 3 0 0 1-3 3C10 20.5 3.5 14 3 6"
    "a3 3 0 0 1 3-3z",
    "chat": "M12 4a8 8 0 0 1 0 16H4v-8a8 8 0 0 1 8-8z",
    "tick": "M4.5 12.5l5 5 10-11",
    "dash": "M5 12h14",
}
