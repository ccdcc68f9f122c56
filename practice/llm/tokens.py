import re

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


def estimate(text: str) -> int:
    """Tokens of a text, roughly, where a provider does not count: a Han character is one, other text four to one."""
    han = len(HAN.findall(text))
    return han + (len(text) - han + 3) // 4
