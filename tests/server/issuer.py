#!/usr/bin/env -S python3 -B
"""An issuer of access tokens (OAuth 2) on a port of loopback, with a clock of its own.

It knows the device flow (RFC 8628), the code flow with PKCE (RFC 7636), refreshing with three kinds
of rotation, client credentials, registration (RFC 7591), revocation (RFC 7009) and metadata
(RFC 8414). `answer` puts any bytes in the place of the next answers of a path, which is how it is
hostile. Its clock stands still but for pass_time().
"""
from __future__ import annotations

import base64
import collections
import hashlib
import json
import os
import secrets
import socket
import ssl
import sys
import threading
import urllib.parse
from typing import Any, Callable, Iterable, NamedTuple, Union

import certs

ROTATES = "rotates"  # a new refresh token each time; one that is used twice ends the whole sign-in
KEEPS_OLD = "keeps old"  # a new one each time, and the old one stays good
SAME = "same"  # no new one comes

DEVICE, TOKEN, REGISTER, REVOKE = "/device", "/token", "/register", "/revoke"
METADATA = "/.well-known/oauth-authorization-server"
OPENID = "/.well-known/openid-configuration"
DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"
MAIL = "urn:ietf:params:oauth:scope:mail"
PATIENCE = 60  # seconds, for a connection that says nothing

Parts = Union[bytes, Iterable[bytes]]
Silence = object()  # an answer that never comes


class Request(NamedTuple):
    path: str
    form: dict[str, str]
    headers: dict[str, str]
    body: bytes


def http(document: Any, status: int = 200, *headers: str) -> bytes:
    """A whole answer; a document that is bytes is sent as it is."""
    body = document if isinstance(document, bytes) else json.dumps(document).encode()
    head = [f"HTTP/1.1 {status} Word", "Content-Type: application/json",
            f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


def refusal(error: str, status: int = 400, **more: Any) -> bytes:
    return http({"error": error, **more}, status)


class Issuer:
    """Answers from the moment it is made until the end of the `with`."""

    def __init__(self, certificates: str, rotation: str = ROTATES, certificate: str = "good",
                 client: str = "client-1", client_secret: str = "", metadata: Any = None):
        self.rotation, self.client, self.client_secret = rotation, client, client_secret
        self.lock = threading.RLock()
        self.now = 1000.0
        self.lifetime: Any = 3600
        self.device: dict[str, Any] = {"interval": 1, "expires_in": 900}
        self.seen: list[Request] = []
        self.answers: dict[str, collections.deque[Any]] = collections.defaultdict(collections.deque)
        self.codes: dict[str, dict[str, Any]] = {}  # of devices
        self.grants: dict[str, dict[str, str]] = {}  # codes of the code flow
        self.families: dict[str, dict[str, Any]] = {}  # refresh token: its family
        self.access: dict[str, float] = {}  # access token: its end
        self.latest, self.latest_refresh = "", ""
        self.heard: list[Callable[[str], None]] = []
        self.decide: Callable[[int], Any] = lambda poll: poll >= 2  # what the person does, by poll
        self.token_size = 0
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(*certs.chain(certificates, certificate))
        self.socket = socket.socket()  # without SO_REUSEADDR: nobody else may get the port
        self.socket.bind(("127.0.0.1", 0))
        self.socket.listen(64)
        self.port = self.socket.getsockname()[1]
        self.url = f"https://localhost:{self.port}"
        self.metadata = metadata if metadata is not None else self.usual_metadata()
        self.ending = threading.Event()
        self.acceptor = threading.Thread(target=self.accept_all, daemon=True)
        self.acceptor.start()

    def __enter__(self) -> Issuer:
        return self

    def __exit__(self, *_: object) -> None:
        self.ending.set()
        self.socket.shutdown(socket.SHUT_RDWR)  # wakes who waits in accept()
        self.acceptor.join(PATIENCE)
        self.socket.close()

    def usual_metadata(self) -> dict[str, Any]:
        return {"issuer": self.url, "token_endpoint": self.url + TOKEN,
                "device_authorization_endpoint": self.url + DEVICE,
                "authorization_endpoint": self.url + "/authorize",
                "registration_endpoint": self.url + REGISTER,
                "revocation_endpoint": self.url + REVOKE,
                "authorization_response_iss_parameter_supported": True,
                "scopes_supported": ["openid", MAIL, "offline_access"]}

    # The connections

    def accept_all(self) -> None:
        while not self.ending.is_set():
            try:
                sock = self.socket.accept()[0]
            except OSError:
                return
            threading.Thread(target=self.serve, args=(sock,), daemon=True).start()

    def serve(self, sock: socket.socket) -> None:
        sock.settimeout(PATIENCE)
        try:
            with self.context.wrap_socket(sock, server_side=True) as wire:
                self.answer_request(wire)
        except (OSError, ValueError, IndexError):  # a client that went
            pass

    @staticmethod
    def read_request(wire: ssl.SSLSocket) -> Request:
        data = b""
        while b"\r\n\r\n" not in data:
            data += wire.recv(65536) or b"\r\n\r\n"
        head, _, body = data.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
        while len(body) < int(headers.get("content-length", "0")):
            body += wire.recv(65536)
        form = dict(urllib.parse.parse_qsl(body.decode("latin-1"), keep_blank_values=True))
        return Request(lines[0].split(" ")[1], form, headers, body)

    def answer_request(self, wire: ssl.SSLSocket) -> None:
        request = self.read_request(wire)
        with self.lock:
            self.seen.append(request)
            queue = self.answers[request.path]
            answer = queue.popleft() if queue else self.reply(request)
        if answer is Silence:
            self.ending.wait(PATIENCE)
            return
        for part in [answer] if isinstance(answer, bytes) else answer:
            wire.sendall(part)
        wire.unwrap()

    def answer(self, path: str, *answers: Any) -> None:
        with self.lock:
            self.answers[path].extend(answers)

    def pass_time(self, seconds: float) -> None:
        with self.lock:
            self.now += seconds

    def asked(self, path: str) -> list[Request]:
        with self.lock:
            return [request for request in self.seen if request.path == path]

    # The protocol

    def reply(self, request: Request) -> bytes:
        if request.path in (METADATA, OPENID):
            return http(self.metadata)
        handlers = {DEVICE: self.start_device, TOKEN: self.give_token, REGISTER: self.register,
                    REVOKE: self.revoke}
        handler = handlers.get(request.path)
        if not handler:
            return http({"error": "not_found"}, 404)
        if request.path != REGISTER and request.form.get("client_id") != self.client:
            return refusal("invalid_client", 401)
        if self.client_secret and request.form.get("client_secret") != self.client_secret:
            return refusal("invalid_client", 401)
        return handler(request)

    def register(self, request: Request) -> bytes:
        wish = json.loads(request.body)
        if wish.get("token_endpoint_auth_method") != "none":
            return refusal("invalid_client_metadata")
        self.client = "registered-" + secrets.token_hex(4)
        return http({"client_id": self.client, **wish}, 201)

    def start_device(self, request: Request) -> bytes:
        if not request.form.get("scope"):
            return refusal("invalid_scope")
        code = secrets.token_urlsafe(32)
        self.codes[code] = {"end": self.now + self.device["expires_in"], "polls": 0,
                            "scope": request.form["scope"]}
        return http({"device_code": code, "user_code": "BCDF-GHJK",
                     "verification_uri": self.url + "/link", **self.device})

    def give_token(self, request: Request) -> bytes:
        grants = {DEVICE_GRANT: self.poll, "authorization_code": self.exchange,
                  "refresh_token": self.refresh, "client_credentials": self.credentials}
        grant = grants.get(request.form.get("grant_type", ""))
        return grant(request.form) if grant else refusal("unsupported_grant_type")

    def poll(self, form: dict[str, str]) -> bytes:
        code = self.codes.get(form.get("device_code", ""))
        if not code:
            return refusal("invalid_grant")
        if self.now > code["end"]:
            return refusal("expired_token")
        code["polls"] += 1
        said = self.decide(code["polls"])
        if isinstance(said, bytes):
            return said
        if said is None:
            return refusal("access_denied")
        if not said:
            return refusal("authorization_pending")
        del self.codes[form["device_code"]]
        return self.tokens(self.new_family())

    def exchange(self, form: dict[str, str]) -> bytes:
        grant = self.grants.pop(form.get("code", ""), None)
        if not grant or grant["redirect_uri"] != form.get("redirect_uri"):
            return refusal("invalid_grant")
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != grant["code_challenge"]:
            return refusal("invalid_grant", error_description="PKCE")
        return self.tokens(self.new_family())

    def refresh(self, form: dict[str, str]) -> bytes:
        family = self.families.get(form.get("refresh_token", ""))
        if not family or family["dead"]:
            return refusal("invalid_grant")
        if self.rotation == ROTATES and family["current"] != form["refresh_token"]:
            family["dead"] = True  # somebody has a copy
            return refusal("invalid_grant", error_description="reuse")
        return self.tokens(family, new=self.rotation != SAME)

    def credentials(self, form: dict[str, str]) -> bytes:
        del form
        return http(self.access_token())

    def revoke(self, request: Request) -> bytes:
        family = self.families.get(request.form.get("token", ""))
        if family:
            family["dead"] = True
        return http(b"", 200)

    def new_family(self) -> dict[str, Any]:
        return {"dead": False, "current": ""}

    def access_token(self) -> dict[str, Any]:
        self.latest = "at." + secrets.token_urlsafe(24)
        self.latest += "x" * (self.token_size - len(self.latest))
        self.access[self.latest] = self.now + 3600
        for hear in self.heard:
            hear(self.latest)
        lifetime = {} if self.lifetime is None else {"expires_in": self.lifetime}
        return {"token_type": "Bearer", "access_token": self.latest, **lifetime}

    def tokens(self, family: dict[str, Any], new: bool = True) -> bytes:
        answer = self.access_token()
        if new:
            family["current"] = self.latest_refresh = "rt." + secrets.token_urlsafe(24)
            self.families[family["current"]] = family
            answer["refresh_token"] = family["current"]
        return http(answer)

    def end_all(self) -> None:
        """The person changed the password, or somebody revoked it."""
        with self.lock:
            for family in self.families.values():
                family["dead"] = True

    # The browser

    def consent(self, url: str, **wrong: str) -> str:
        """What a browser ends on after a yes; `wrong`: other values in it."""
        asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(url).query))
        if asked.get("response_type") != "code" or asked.get("code_challenge_method") != "S256" \
                or asked.get("client_id") != self.client or len(asked.get("state", "")) < 22:
            raise AssertionError(f"no request for a code: {url}")
        code = secrets.token_urlsafe(24)
        with self.lock:
            self.grants[code] = asked
        query = {"code": code, "state": asked["state"], "iss": self.url, **wrong}
        return asked["redirect_uri"] + "?" + urllib.parse.urlencode(
            {name: value for name, value in query.items() if value})

def main() -> None:
    """issuer.py CERTIFICATES YES NO: for scripts; the person decides by making one of the files.
    The page is always the same, so that a screen with it is."""
    directory, yes, no = sys.argv[1:]
    certs.make(directory, tuple(row for row in certs.CERTS if row.name in ("ca", "good")))
    with Issuer(directory) as issuer:
        issuer.device["verification_uri"] = "https://microsoft.com/devicelogin"
        issuer.decide = lambda poll: None if os.path.exists(no) else os.path.exists(yes)
        print(f"URL={issuer.url} CA_FILE={os.path.abspath(certs.ca_file(directory))}", flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
