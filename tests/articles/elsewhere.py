"""Another server, on this machine, under a name that the resolver's double leads to it by."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

PUBLIC = "93.184.215.14"
HOST = "pictures.example"


class Pictures(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        content = self.server.files.get(self.path)
        if isinstance(content, str):
            self.send_response(302)
            self.send_header("Location", content)
            content = b""
        else:
            self.send_response(404 if content is None else 200)
        self.send_header("Content-Length", str(len(content or b"")))
        self.end_headers()
        self.wfile.write(content or b"")

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def serving(monkeypatch: pytest.MonkeyPatch, files: dict) -> Iterator[ThreadingHTTPServer]:
    """`files` by path: bytes, or where the path redirects to."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pictures)
    server.files, server.asked = files, []
    found, connect = socket.getaddrinfo, socket.create_connection

    def resolve(host, port, *rest, **options):
        named = PUBLIC if host == HOST else host
        return found(named, port, *rest, **options)

    def dial(address, *rest, **options):
        here = server.server_address if address[0] == PUBLIC else address
        return connect(here, *rest, **options)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", dial)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
