"""The example at the end of a command's help."""


def example(words: str) -> str:
    """Return the lines of an example; the first one keeps the others as they are."""
    return f"\b\nExample:\n    egov-budget {words}"
