"""The gate: every request passes here first, whatever its path."""

from urllib.parse import urlsplit

from emulator.gate import fences, foreign
from emulator.gate.admission import Admission, Locked
from emulator.gate.cross_origin import CrossOrigin
from emulator.gate.foreign import ForbiddenError
from emulator.gate.hosts import Hosts, host_of
from emulator.gate.places import SHARED, Places, key_of
from emulator.gate.visit import Visit
from emulator.http import Message, Reply, Send, json_error, redirect
from emulator.settings import Settings


class Gate:
    """The checks of each visit, by the server's settings. `for_courses` are paths outside the player's that courses call, `for_scripts`
    those of APIs that scripts of other pages may call."""

    def __init__(
        self, settings: Settings, for_courses: tuple[str, ...] = (), for_scripts: tuple[str, ...] = ()
    ) -> None:
        self._public = urlsplit(settings.public_url or "").netloc
        self._places = Places(settings.content_url)
        self._hosts = Hosts([settings.public_url], [*settings.names(), *filter(None, [self._places.host])])
        self._for_courses = for_courses
        self._cross = CrossOrigin(for_scripts, settings.origins())
        token = settings.control_token
        self.admission = Admission(token.get_secret_value() if token else None, self._places)

    def turn_away(self, visit: Visit) -> Reply | None:
        """The refusal of a visit, or a redirect to its proper origin; None if the visit may continue."""
        try:
            self._check_hosts(visit)
            if self._places.is_in_place(visit):
                self._check_place(visit)
            if not self._cross.lets(visit):
                foreign.check(visit, self._public)
            self.admission.check(visit)
        except ForbiddenError as error:
            return json_error(error.status, error.words)
        except Locked as why:
            return self.admission.refusal(visit, why)
        return self._cross.preflight(visit) or self._elsewhere(visit)

    def guarded(self, visit: Visit, send: Send) -> Send:
        """Wrap `send` to add headers that restrict the page, because it may share its origin with a course."""
        headers = [*self._fences(visit), *self._cross.headers(visit)]
        if not headers:
            return send

        async def fenced(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], *headers]}
            await send(message)

        return fenced

    def _fences(self, visit: Visit) -> list[fences.Header]:
        if self._places.is_in_place(visit):
            return []
        if visit.room == "player":
            return [fences.of_a_course(visit, self._for_courses)]
        own = visit.room == "control" and not foreign.is_open(visit.path)
        headers = list(fences.NO_PART) if own else []
        if visit.wants_html and not self._are_apart(visit):
            headers.append(fences.SANDBOX)
        return headers

    def _are_apart(self, visit: Visit) -> bool:
        """True if this browser opens each course on an origin of its own, judged by the host that it uses now."""
        return visit.goes_to_a_document and self._places.of(visit) is not None

    def _elsewhere(self, visit: Visit) -> Reply | None:
        """The redirect of a browser to the origin of the launch whose page it opens. Other clients do not need origins and get None."""
        if visit.room != "player" or not visit.is_safe or not visit.goes_to_a_document or key_of(visit) == SHARED:
            return None
        place = self._places.of(visit)
        if place is None or self._places.is_in_place(visit):
            return None
        return redirect(f"{place}{visit.prefix}{visit.path}{f'?{visit.query}' if visit.query else ''}")

    def _check_place(self, visit: Visit) -> None:
        """Raise `ForbiddenError` if the visit's host is the origin of a launch and the path is not that launch's."""
        if visit.room == "pages" and visit.base in self._for_courses:
            return
        if visit.room != "player" or not (key_of(visit) == SHARED or self._places.is_its_own(visit)):
            raise ForbiddenError(
                403, "this host is for the pages of one launch; everything else is at the emulator's own"
            )

    def _check_hosts(self, visit: Visit) -> None:
        if visit.named and visit.room == "control":
            raise ForbiddenError(
                404,
                f"{visit.path[:200]} is not a path of {visit.named}; the emulator's own pages are only at its own address",
            )
        for host in visit.hosts:
            if host and not self._hosts.has(host) and host_of(host) != visit.named:
                raise ForbiddenError(
                    421,
                    f"lms-emulator is not known as {host[:100]}: if that is its name, set EMULATOR_ALLOWED_HOSTS (or EMULATOR_PUBLIC_URL)",
                )
