"""Ask another server for a page or a file, and never one inside our own network.

The name is looked up once and the connection goes to the address that was judged, so that a
name cannot lead elsewhere between the two. Each redirect is judged anew.
"""

import http.client
import socket
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from threading import Timer
from urllib.parse import SplitResult, urljoin, urlsplit

from django.utils.encoding import iri_to_uri

SECONDS = 5  # for all but looking up the name, which the system does in its own time
REDIRECTS = 5
LARGEST = 10 * 1024 * 1024  # bytes that are read of a file
PORTS = {"http": 80, "https": 443}
MOVED = {301, 302, 303, 307, 308}
NAT64 = ip_network("64:ff9b::/96")
AGENT = "Mozilla/5.0 (compatible; Fitblog link check)"

Address = IPv4Address | IPv6Address


class NotPublic(Exception):
    """The address names no public web server."""


class NoAnswer(Exception):
    """Nothing that can be read came back in time."""


class TooLarge(Exception):
    """The file has more bytes than it may have."""


@dataclass(frozen=True)
class Answer:
    url: str  # after the redirects
    status: int
    content: bytes = b""  # where it was asked for


@dataclass(frozen=True)
class Limits:
    allows: Callable[[Address], bool]
    ends_at: float
    most: int = 0  # bytes to read of a file; 0: none


def is_public(address: Address) -> bool:
    """Of the Internet: not this machine, a private network, or an address within another one."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is not None:
            return is_public(inner)
        if address in NAT64:
            return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
    return address.is_global and not address.is_multicast and not address.is_reserved


def ask(
    url: str, *, allows: Callable[[Address], bool] = is_public, seconds: float = SECONDS
) -> Answer:
    """How the server answers to HEAD or, where it refuses that, to GET.

    No body is read, whatever its size. Raises NotPublic or NoAnswer.
    """
    return _followed(url, Limits(allows, time.monotonic() + seconds))


def load(
    url: str,
    *,
    allows: Callable[[Address], bool] = is_public,
    seconds: float = SECONDS,
    most: int = LARGEST,
) -> Answer:
    """The answer to GET with its content. Raises NotPublic, NoAnswer or TooLarge."""
    return _followed(url, Limits(allows, time.monotonic() + seconds, most))


def _followed(url: str, limits: Limits) -> Answer:
    for _hop in range(REDIRECTS + 1):
        answer, location = _ask_once("GET" if limits.most else "HEAD", url, limits)
        if answer.status >= 400 and not limits.most:
            answer, location = _ask_once("GET", url, limits)
        if answer.status not in MOVED or not location:
            return answer
        url = urljoin(url, location)
    raise NoAnswer("too many redirects")


def _ask_once(method: str, url: str, limits: Limits) -> tuple[Answer, str]:
    """The answer, and where it says to go on."""
    parts = _parts(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port or PORTS[parts.scheme])
    timer = None
    try:
        connection.sock = _connect(parts, limits.allows, limits.ends_at)
        # A server that sends a byte now and then would outlive any timeout of the socket.
        left = max(0, limits.ends_at - time.monotonic())
        timer = Timer(left, partial(_hang_up, connection.sock))
        timer.daemon = True
        timer.start()
        target = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
        connection.request(
            method, iri_to_uri(target), headers={"User-Agent": AGENT, "Accept": "*/*"}
        )
        response = connection.getresponse()
        content = _read(response, limits) if limits.most and response.status == 200 else b""
        return Answer(url, response.status, content), response.headers.get("Location", "")
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise NoAnswer(str(error)) from error
    finally:
        if timer:
            timer.cancel()
        connection.close()


def _read(response: http.client.HTTPResponse, limits: Limits) -> bytes:
    content = response.read(limits.most + 1)
    _left(limits.ends_at)  # what was cut off by hanging up may look whole
    if len(content) > limits.most:
        raise TooLarge(f"more than {limits.most} bytes")
    if response.length:
        raise NoAnswer("the file broke off")
    return content


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in PORTS and parts.hostname and not parts.username
        parts.port  # noqa: B018  (raises ValueError for one that is no number)
    except ValueError as error:
        raise NotPublic(url) from error
    if not usable:
        raise NotPublic(url)
    return parts


def _connect(
    parts: SplitResult, allows: Callable[[Address], bool], ends_at: float
) -> socket.socket:
    port = parts.port or PORTS[parts.scheme]
    found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    addresses = [ip_address(end[0].partition("%")[0]) for *_rest, end in found]
    # All of them: a name that leads both outside and inside is up to no good.
    if not all(allows(address) for address in addresses):
        raise NotPublic(parts.hostname)
    connected = socket.create_connection((str(addresses[0]), port), _left(ends_at))
    if parts.scheme == "http":
        return connected
    try:
        connected.settimeout(_left(ends_at))
        return ssl.create_default_context().wrap_socket(connected, server_hostname=parts.hostname)
    except (OSError, ValueError):
        connected.close()
        raise


def _left(ends_at: float) -> float:
    """Seconds; raises TimeoutError when there are none."""
    left = ends_at - time.monotonic()
    if left <= 0:
        raise TimeoutError("no time left")
    return left


def _hang_up(connected: socket.socket) -> None:
    with suppress(OSError):  # it is closed already
        connected.shutdown(socket.SHUT_RDWR)
