"""Results in words: numbers, sentences and cells of tables, for the screens and the terminal alike."""
