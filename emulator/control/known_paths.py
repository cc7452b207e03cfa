"""Which route serves a path, found once: FastAPI looks for it among a hundred, one after the other, in each call."""

from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

MOST, LONGEST = 512, 200
"""Paths that are kept, and the characters of one. Of one more all are forgotten: a run of tests asks each path of a sandbox for a while."""
ROUTE = "emulator_route"


class KnownPaths(BaseRoute):
    """Stands before the other routes of the app, and sends a call on to the first of them that serves its path and method.

    Which one that is depends on nothing else, so it is looked for once. If none serves it, this one does not match either, and FastAPI
    refuses the call in its way.
    """

    def __init__(self, routes: list[BaseRoute]) -> None:
        self._routes = routes
        self._known: dict[tuple[str, str], BaseRoute] = {}

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        if scope["type"] != "http":
            return Match.NONE, {}
        key = scope["method"], scope["path"]
        known = self._known.get(key)
        for route in self._routes if known is None else [known]:
            match, found = route.matches(scope)
            if match == Match.FULL:
                if known is None and len(key[1]) <= LONGEST:
                    if len(self._known) >= MOST:
                        self._known.clear()
                    self._known[key] = route
                return match, {**found, ROUTE: route}
        return Match.NONE, {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        route: BaseRoute = scope[ROUTE]
        await route.handle(scope, receive, send)
