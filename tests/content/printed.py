"""Whether a lesson shows what its script really prints."""

from tests.content.running import lesson_text


def shown(printed, slug):
    """The lesson holds these lines in this order, at any indent."""
    rows = [row.strip() for row in lesson_text(slug).splitlines()]
    wanted = [row.strip() for row in printed.strip().splitlines()]
    return any(rows[at : at + len(wanted)] == wanted for at in range(len(rows)))
