"""What a load is asked and what it answers."""

from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True)
class Take:
    """Whose words stand where both changed; `key` as a report names it (s1-012, tools.kling)."""

    side: Literal["file", "site"]
    key: str


@dataclass
class LoadReport:
    """What became of every lesson and every other entry, by name; unchanged ones are not named."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)  # the site's words, where the file says nothing new
    withdrawn: list[str] = field(default_factory=list)
    conflicts: dict[str, list[str]] = field(default_factory=dict)  # name → places

    @property
    def has_changes(self) -> bool:
        return bool(self.created or self.updated or self.merged or self.withdrawn)

    def tell(self, name: str, *, base: Any, file: Any, site: Any, now: Any) -> None:
        """Sort one entry in, by what its three sides said and what stands now; None is not there."""
        if now == site:
            if site not in (file, base):
                self.kept.append(name)
        elif site is None:
            self.created.append(name)
        elif now is None:
            self.withdrawn.append(name)
        else:
            (self.updated if now == file else self.merged).append(name)
