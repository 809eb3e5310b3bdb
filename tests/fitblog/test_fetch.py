"""Other servers are asked, never our own network. The servers here are on this machine."""

import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

import pytest

from fitblog.lib import fetch


def anywhere(address) -> bool:
    return True


class Site(BaseHTTPRequestHandler):
    """Answers as its path says."""

    def do_HEAD(self):
        self.server.asked.append((self.command, self.path))
        name, _, rest = self.path.lstrip("/").partition("/")
        if name == "to":
            self.send_response(302)
            self.send_header("Location", rest)
        elif name == "file":
            self.send_response(200)
            self.send_header("Content-Length", rest)
            self.end_headers()
            self.wfile.write(b"x" * min(int(rest), 2_000))
            return
        elif name == "no-head" and self.command == "HEAD":
            self.send_response(405)
        else:
            self.send_response(int(name) if name.isdecimal() else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_GET(self):
        self.do_HEAD()

    def log_message(self, *args):
        pass


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.asked = []
    server.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def dripping():
    """A server that sends a byte of its head now and then, and never comes to an end."""
    listening, is_over = socket.create_server(("127.0.0.1", 0)), threading.Event()

    def drip():
        connection, _ = listening.accept()
        with connection:
            while not is_over.wait(0.05):
                try:
                    connection.sendall(b"H")
                except OSError:
                    return

    thread = threading.Thread(target=drip)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    is_over.set()
    thread.join()
    listening.close()


def test_a_page_that_answers_is_asked_for_its_head_alone(site):
    answer = fetch.ask(f"{site.url}/page?x=1#part", allows=anywhere)

    assert answer.status == 200
    assert site.asked == [("HEAD", "/page?x=1")]


def test_where_the_head_is_refused_the_page_is_asked_for(site):
    answer = fetch.ask(f"{site.url}/no-head", allows=anywhere)

    assert answer.status == 200
    assert site.asked == [("HEAD", "/no-head"), ("GET", "/no-head")]


def test_what_is_gone_is_told(site):
    assert fetch.ask(f"{site.url}/404", allows=anywhere).status == 404


def test_an_address_with_letters_of_its_language_is_asked_for(site):
    assert fetch.ask(f"{site.url}/grüße", allows=anywhere).status == 200
    assert site.asked == [("HEAD", "/gr%C3%BC%C3%9Fe")]


def test_redirects_are_followed(site):
    answer = fetch.ask(f"{site.url}/to//to//page", allows=anywhere)

    assert answer.status == 200
    assert answer.url == f"{site.url}/page"


def test_redirects_that_come_to_no_end_are_given_up(site):
    with pytest.raises(fetch.NoAnswer):
        fetch.ask(f"{site.url}/to/{site.url}/{'to//' * 10}page", allows=anywhere)

    assert len(site.asked) == fetch.REDIRECTS + 1


def test_a_file_is_loaded(site):
    answer = fetch.load(f"{site.url}/to//file/2000", allows=anywhere)

    assert answer.content == b"x" * 2_000
    assert site.asked == [("GET", "/to//file/2000"), ("GET", "/file/2000")]


def test_a_file_of_too_many_bytes_is_refused(site):
    with pytest.raises(fetch.TooLarge):
        fetch.load(f"{site.url}/file/2000", allows=anywhere, most=1_999)


def test_a_file_that_breaks_off_is_no_file(site):
    with pytest.raises(fetch.NoAnswer):
        fetch.load(f"{site.url}/file/2001", allows=anywhere)


def test_a_file_on_this_machine_is_never_loaded(site):
    with pytest.raises(fetch.NotPublic):
        fetch.load(f"{site.url}/file/2000")

    assert site.asked == []


def test_an_address_on_this_machine_is_never_asked(site):
    with pytest.raises(fetch.NotPublic):
        fetch.ask(f"{site.url}/page")

    assert site.asked == []


def test_nor_by_a_name_that_leads_here(site):
    with pytest.raises(fetch.NotPublic):
        fetch.ask(f"http://localhost:{site.server_port}/page")

    assert site.asked == []


def test_each_redirect_is_judged_anew(site):
    def first_time_only(address) -> bool:
        return not site.asked

    with pytest.raises(fetch.NotPublic):
        fetch.ask(f"{site.url}/to//page", allows=first_time_only)

    assert site.asked == [("HEAD", "/to//page")]


def test_a_redirect_to_a_file_leads_nowhere(site):
    with pytest.raises(fetch.NotPublic):
        fetch.ask(f"{site.url}/to/file:///etc/passwd", allows=anywhere)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "/page",
        "http://",
        "http://[",
        "http://example.org:port/",
        "http://user:word@example.org/",
    ],
)
def test_what_is_no_address_of_a_web_page_is_refused(url):
    with pytest.raises(fetch.NotPublic):
        fetch.ask(url, allows=anywhere)


def test_a_server_that_is_not_there_gives_no_answer():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]

    with pytest.raises(fetch.NoAnswer):
        fetch.ask(f"http://127.0.0.1:{port}/", allows=anywhere)


def test_a_server_that_drips_is_left_in_time(dripping):
    began = time.monotonic()

    with pytest.raises(fetch.NoAnswer):
        fetch.ask(dripping, allows=anywhere, seconds=0.5)

    assert time.monotonic() - began < 20  # alone it would go on for ever


def test_a_server_without_a_certificate_gives_no_answer(site):
    with pytest.raises(fetch.NoAnswer):
        fetch.ask(site.url.replace("http:", "https:"), allows=anywhere, seconds=2)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
        *(
            "0.0.0.0",
            "255.255.255.255",
            "224.0.0.1",
            "240.0.0.1",
            "::",
            "::1",
            "fe80::1",
            "fc00::1",
        ),
        *("ff02::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1"),
    ],
)
def test_addresses_of_no_public_server(address):
    assert not fetch.is_public(ip_address(address))


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.215.14", "2606:4700:4700::1111"])
def test_addresses_of_public_servers(address):
    assert fetch.is_public(ip_address(address))
