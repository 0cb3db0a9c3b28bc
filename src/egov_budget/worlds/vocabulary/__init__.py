"""The words that the national world is written in: data alone, read by ``worlds.lexicon``."""
