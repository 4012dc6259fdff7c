"""Odd requests: half of them nearly right, since what is plainly wrong is refused at the door."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, quote_from_bytes, urlencode

from proofs.routes import Route

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW")
FORM = "application/x-www-form-urlencoded"
KINDS = (
    FORM,
    f"{FORM}; charset=utf-8",
    f"{FORM}; charset=utf-16",
    "multipart/form-data; boundary=grens",
    "multipart/form-data",
    "application/json",
    "text/plain",
    "application/octet-stream",
    "; ;=,\xff",
    "",
)
ODD = (
    "", "0", "-1", "1" * 30, "9" * 5000, "a", "A", "é", "\u0000", "\ud7ff\uffff", "\U0001f697" * 9,
    "../..", "%", "%00", "{{ 7 }}", "' OR 1=1 --", "<b>", "a\r\nb: c", " ", "\u202e", "x" * 3000, "..",
    ".", "//", "0x10", "1e9", "१", "null", "true", "NaN",
)  # fmt: skip
NAMES = (
    "step", "o", "n", "w", "k", "t", "p", "danger", "who", "seen", "told", "thought", "when", "where",
    "home", "safe", "how", "named", "name", "consent", "hope", "platform", "account", "address", "q",
    "csrfmiddlewaretoken", "login", "password", "code", "next", "", "a[]", "\u0000", "é",
)  # fmt: skip
VALUES = (
    "1",
    "no",
    "yes",
    "unknown",
    "friend",
    "self",
    "contact",
    "add",
    "delete",
    "keep",
    "consent",
    "police",
)
HEADERS: Mapping[str, Sequence[str]] = {
    "HTTP_SEC_FETCH_SITE": ("same-origin", "same-origin", "none", "cross-site", "\xff", ""),
    "HTTP_ORIGIN": ("null", "http://testserver", "http://[", "//", "http://x:y@z:99999", "\xe9", ""),
    "HTTP_HOST": ("testserver", "testserver:80", "a b", "[::1", "x" * 300, "testserver:xx", "\xff"),
    "HTTP_ACCEPT_ENCODING": ("gzip", "gzip;q=0", "br, *", "\x00"),
    "HTTP_ACCEPT_LANGUAGE": ("nl", "en;q=x", "," * 500),
    "HTTP_COOKIE": ("a=b", "sessionid=\x00; ;=", "=" * 900, "csrftoken=\xff", "sessionid=" + "a" * 999),
    "HTTP_RANGE": ("bytes=0-1", "bytes=-", "bytes=9-1,2", "x"),
    "HTTP_IF_MODIFIED_SINCE": ("x", "Thu, 99 Foo 2026", "Mon, 01 Jan 0001 00:00:00 GMT"),
    "HTTP_IF_NONE_MATCH": ("*", '"', 'W/"a", b'),
    "HTTP_X_FORWARDED_HOST": ("evil.example", ""),
    "HTTP_X_FORWARDED_PROTO": ("https", "x"),
    "HTTP_X_REQUESTED_WITH": ("XMLHttpRequest",),
    "HTTP_TRANSFER_ENCODING": ("chunked", "x"),
    "HTTP_CONTENT_ENCODING": ("gzip", "x"),
    "HTTP_EXPECT": ("100-continue",),
    "HTTP_REFERER": ("http://[", "x" * 2000, "\xe9"),
    "HTTP_USER_AGENT": ("\xff\xfe", "x" * 5000),
}  # fmt: skip
LENGTHS = ("", "0", "-1", "1", "abc", "1e3", "9" * 12, "9" * 5000, " 5", "+5", "0x5", "\xb2")


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, as the server hands it over."""

    method: str
    path: str
    query: str
    kind: str
    body: bytes
    length: str | None
    headers: Mapping[str, str] = field(default_factory=dict)

    def environment(self) -> dict:
        """For WSGI: text holds bytes, one sign each."""
        made = {
            "REQUEST_METHOD": self.method,
            "PATH_INFO": self.path.encode("utf-8", "surrogatepass").decode("latin-1"),
            "SCRIPT_NAME": "",
            "QUERY_STRING": self.query,
            "CONTENT_TYPE": self.kind,
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "testserver",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(self.body),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
            **self.headers,
        }
        if self.length is not None:
            made["CONTENT_LENGTH"] = self.length
        return made

    def shown(self) -> str:
        """Enough to find it again."""
        heads = {name: value[:30] for name, value in self.headers.items()}
        return (
            f"{self.method} {self.path[:80]!r} {self.kind!r}, {len(self.body)} bytes "
            f"{self.body[:60]!r}, length {(self.length or '')[:14]!r}, {heads}"
        )


Pool = Mapping[str, Sequence[str]]


def request(chance: random.Random, route: Route, method: str, kind: str, pool: Pool) -> Asked:
    """A request to a route. `pool` holds values that lead further: a living draft, an open mailbox."""
    body = _body(chance, kind, pool)
    if kind.startswith(FORM) and chance.random() < 0.8:
        body = "".join(pool.get("token", ())).encode() + body
    length: str | None = str(len(body))
    if chance.random() < 0.15:
        length = chance.choice((None, *LENGTHS, str(len(body) + 7), str(len(body) // 2)))
    query = chance.choice(("", "", "", "a=b", "%ff=%00", "&" * 1200, "x" * 5000))
    path = "/" + _path(chance, route, pool)
    headers = _headers(chance)
    if pool.get("cookie") and chance.random() < 0.8:
        headers["HTTP_COOKIE"] = chance.choice(pool["cookie"])
    return Asked(method, path, query, kind, body, length, headers)


def _path(chance: random.Random, route: Route, pool: Pool) -> str:
    filled = route.form % {gap: _gap(chance, gap, pool) for gap in route.gaps}
    if chance.random() < 0.1:
        place = chance.randrange(len(filled) + 1)
        filled = filled[:place] + chance.choice(ODD)[:3000] + filled[place:]
    return filled


def _gap(chance: random.Random, gap: str, pool: Pool) -> str:
    known = pool.get(gap, ())
    if known and chance.random() < 0.7:
        return chance.choice(known)
    if gap in ("number", "urgent", "problem") and chance.random() < 0.8:
        return str(chance.randrange(-1, 16))
    return chance.choice(ODD)


def _headers(chance: random.Random) -> dict[str, str]:
    """Often just what a browser sends, so that the request comes further."""
    if chance.random() < 0.5:
        return {"HTTP_SEC_FETCH_SITE": "same-origin"}
    names = chance.sample(list(HEADERS), chance.randrange(4))
    return {name: chance.choice(HEADERS[name]) for name in names}


def _body(chance: random.Random, kind: str, pool: Pool) -> bytes:
    makers: list[Callable[[], bytes]] = [
        lambda: b"",
        lambda: _nearly_right(chance, pool),
        lambda: _pairs(chance, pool, chance.randrange(1, 8)),
        lambda: chance.randbytes(chance.choice((1, 50, 3000))),
    ]
    rare: list[Callable[[], bytes]] = [
        lambda: _pairs(chance, pool, chance.choice((299, 301, 2000))),
        lambda: b"t=" + b"a" * chance.choice((17_000, 70_000, 700_000, 900_000)),
        lambda: b"seen=" + b"%00" * 60_000,
        lambda: b"seen=%ff%fe\xff&t=\xed\xa0\x80&%",
        lambda: b"=&=&&==%zz%",
        lambda: b'{"a": [' * 500,
    ]
    if "multipart" in kind or chance.random() < 0.05:
        rare = makers = [lambda: _parts(chance)]
    return chance.choice(rare if chance.random() < 0.12 else makers)()


def _nearly_right(chance: random.Random, pool: Pool) -> bytes:
    """One of the forms of our own pages, filled."""
    forms = pool.get("form", ("step=1",))
    return chance.choice(forms).encode()


def _pairs(chance: random.Random, pool: Pool, count: int) -> bytes:
    values = (*ODD, *VALUES, *pool.get("value", ()))
    pairs = [(chance.choice(NAMES), chance.choice(values)) for _ in range(count)]
    return urlencode(pairs, errors="surrogatepass").encode()


def _parts(chance: random.Random) -> bytes:
    """A multipart body, whole or cut off."""
    name = quote(chance.choice(NAMES), errors="replace")
    whole = (
        f'--grens\r\nContent-Disposition: form-data; name="{name}"; filename="a.bin"\r\n'
        f"Content-Type: image/png\r\n\r\n{quote_from_bytes(chance.randbytes(40))}\r\n--grens--\r\n"
    ).encode()
    return whole[: chance.choice((len(whole), len(whole), 20, 60))]
