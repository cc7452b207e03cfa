"""A learning platform that launches tools by LTI 1.3, with keys of its own, a token service and a grade book."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from emulator.sandbox.clock import machine_now
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.vendors.scormcloud.dispatches.dispatching import DESTINATIONS, DISPATCHES, dispatched, done

LTI = "https://purl.imsglobal.org/spec/lti/claim"
AGS = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
SCORE = "https://purl.imsglobal.org/spec/lti-ags/scope/score"
ISSUER, CLIENT, DEPLOYMENT = "https://platform.example.com", "tool-1", "7"
KEY = RSAKey.generate_key(2048, {"kid": "platform-key", "alg": "RS256", "use": "sig"})
FOREIGN = RSAKey.generate_key(2048, {"kid": "platform-key", "alg": "RS256"})


@dataclass
class Platform:
    """What it answers, what came to its services, and the tool that it knows: the addresses of a destination and a dispatch."""

    url: str
    cloud: ScormCloudClient
    tool: dict[str, str] = field(default_factory=dict)
    target: str = ""
    keys: Any = field(default_factory=lambda: KeySet([KEY]).as_dict(private=False))
    key_status: int = 200
    token_status: int = 200
    asked: list[dict[str, str]] = field(default_factory=list)
    scores: list[tuple[str, dict[str, str], Any]] = field(default_factory=list)

    def register(self, **members: str) -> None:
        """Tell the destination of this platform, and the platform of the tool."""
        data = {
            "clientId": CLIENT,
            "platformIssuerIdentifier": ISSUER,
            "deploymentId": DEPLOYMENT,
            "oidcAuthorizationEndpoint": f"{self.url}/auth?theme=1",
            "jsonWebKeySetUrl": f"{self.url}/jwks",
            "accessTokenUrl": f"{self.url}/token",
            **members,
        }
        done(self.cloud.call("PUT", f"{DESTINATIONS}/D1", json={"lti13Data": data}))
        self.tool = self.cloud.get(f"{DESTINATIONS}/D1/lti13")
        self.target = self.cloud.get(f"{DISPATCHES}/X1/lti13")["targetLinkUri"]

    def begin(self, method: str = "POST", **changes: str | None) -> httpx.Response:
        """Send the browser to the tool's login initiation."""
        given = {
            "iss": ISSUER,
            "login_hint": "ann",
            "target_link_uri": self.target,
            "lti_message_hint": "link 5",
            "client_id": CLIENT,
            "lti_deployment_id": DEPLOYMENT,
            **changes,
        }
        sent = {name: value for name, value in given.items() if value is not None}
        url = httpx.URL(self.tool["oidcLoginInitiationsUrl"])
        if method == "GET":
            return self.cloud.world.client.get(url.copy_merge_params(sent))
        return self.cloud.world.client.post(url, data=sent)

    def sign_in(self) -> dict[str, str]:
        """Begin a sign-in: the query with which the browser comes to the platform."""
        response = self.begin()
        assert response.status_code == 302, response.text
        return dict(parse_qsl(urlsplit(response.headers["location"]).query))

    def claims(self, nonce: str, /, **changes: Any) -> dict[str, Any]:
        """The claims of a right id_token with changes; a claim that is None is left out."""
        now = int(machine_now().timestamp())
        found = {
            "iss": ISSUER,
            "aud": CLIENT,
            "sub": "user-ann",
            "given_name": "Ann",
            "family_name": "Lee",
            "email": "ann@example.com",
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
            f"{LTI}/message_type": "LtiResourceLinkRequest",
            f"{LTI}/version": "1.3.0",
            f"{LTI}/deployment_id": DEPLOYMENT,
            f"{LTI}/target_link_uri": self.target,
            f"{LTI}/resource_link": {"id": "link-5"},
            f"{LTI}/roles": ["http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"],
            AGS: {"scope": [SCORE], "lineitem": f"{self.url}/items/5?course=1"},
            **changes,
        }
        return {name: value for name, value in found.items() if value is not None}

    def answer(self, state: str, id_token: str) -> httpx.Response:
        """Send the browser back to the tool."""
        return self.cloud.world.client.post(self.tool["redirectUri"], data={"state": state, "id_token": id_token})

    def launch(self, key: RSAKey = KEY, **changes: Any) -> httpx.Response:
        """A whole sign-in: the tool's answer to the id_token."""
        query = self.sign_in()
        return self.answer(query["state"], token(self.claims(query["nonce"], **changes), key))

    def opened(self, **changes: Any) -> httpx.Response:
        """A whole launch: what is at the resource link after the sign-in."""
        response = self.launch(**changes)
        assert response.status_code == 302, response.text
        return self.cloud.world.client.get(response.headers["location"])


def token(claims: dict[str, Any], key: RSAKey = KEY, **header: str) -> str:
    """An id_token."""
    return jwt.encode({"alg": "RS256", "kid": "platform-key", **header}, claims, key)


@contextmanager
def platform_of(cloud: ScormCloudClient, **data: Any) -> Iterator[Platform]:
    """A platform that is registered for D1, and X1 dispatched to it; `data` are members of the dispatch."""
    platform = Platform("", cloud)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = platform.keys if isinstance(platform.keys, str) else json.dumps(platform.keys)
            self._reply(platform.key_status, body)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            if self.path == "/token":
                platform.asked.append(dict(parse_qsl(body)))
                self._reply(platform.token_status, json.dumps({"access_token": "t0ken", "expires_in": 3600}))
            else:
                headers = {name.lower(): value for name, value in self.headers.items()}
                platform.scores.append((self.path, headers, json.loads(body)))
                self._reply(200, "")

        def _reply(self, status: int, body: str) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    platform.url = f"http://127.0.0.1:{server.server_port}"
    try:
        dispatched(cloud, **data)
        platform.register()
        yield platform
    finally:
        server.shutdown()
        server.server_close()
