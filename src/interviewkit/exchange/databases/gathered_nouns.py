"""What readers of all tools gather alike: identifiers, users and notes, as they are met."""

from __future__ import annotations

from interviewkit.exchange.databases.standard_cells import read_time
from interviewkit.exchange.refi.guids import derive_guid
from interviewkit.model.project import ProjectNote, ProjectUser


class GatheredNouns:
    """Users and notes of one project; ``key`` tells it from other projects of the same tool."""

    def __init__(self, tool: str, key: str) -> None:
        self._names = (tool, key)
        self._users: dict[str, ProjectUser] = {}
        self._notes: list[ProjectNote] = []

    @property
    def users(self) -> tuple[ProjectUser, ...]:
        """Everybody who was met, in the order met."""
        return tuple(self._users.values())

    @property
    def notes(self) -> tuple[ProjectNote, ...]:
        """All notes in the order made."""
        return tuple(self._notes)

    def guid(self, kind: str, *of: object) -> str:
        """The identifier of a thing of this project."""
        return derive_guid(*self._names, kind, *of)

    def user(self, name: str) -> str:
        """The guid of a user, who is new if this name was not met; empty where nobody is named."""
        name = name.strip()
        if not name:
            return ""
        if name not in self._users:
            self._users[name] = ProjectUser(self.guid("user", name), name)
        return self._users[name].guid

    def note(
        self, text: str, name: str = "", *, user: str = "", at: str = "", of: tuple[object, ...]
    ) -> tuple[str, ...]:
        """The guid of a new note about what ``of`` names; none where it says nothing."""
        if not text.strip() and not name.strip():
            return ()
        guid = self.guid("note", *of)
        self._notes.append(ProjectNote(guid, name, text, self.user(user), read_time(at)))
        return (guid,)
