"""What a shopper's way to a filled cart costs the server: CPU, not waiting.

As the site is served: on the way the product's page is one of the public cache's. The row `product`
is what making it costs, `cart` an empty one. The least disturbed round says what the code costs;
the middle one what it costs beside whatever else the machine does.
"""

import io
import statistics
import time
from http.cookies import SimpleCookie
from typing import NamedTuple
from urllib.parse import urlencode

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connection

import fitblog.wsgi
from shop.models import CartLine
from tests.factories import make_product, make_product_picture, make_variant

WARM, ROUNDS = 10, 200


class Shopper:
    """A browser at the door of an application: no test client between them."""

    def __init__(self, application):
        self.application = application
        self.cookies = SimpleCookie()
        self.status = ""

    def ask(self, path: str, **form: object) -> bytes:
        body = urlencode(form).encode()
        environ = {
            "REQUEST_METHOD": "POST" if form else "GET",
            "PATH_INFO": path,
            "QUERY_STRING": "",
            "SERVER_NAME": "testserver",
            "HTTP_HOST": "testserver",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_SEC_FETCH_SITE": "same-origin",
            "HTTP_COOKIE": self.cookies.output(header="", sep=";", attrs=[]).strip(),
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
            "wsgi.url_scheme": "http",
        }
        answer = self.application(environ, self._start)
        content = b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
        return content

    def _start(self, status: str, headers: list[tuple[str, str]], exc_info=None) -> None:
        self.status = status
        for name, value in headers:
            if name.lower() == "set-cookie":
                self.cookies.load(value)

    def add(self, sku: str) -> None:
        self.ask("/cart/add/", sku=sku)
        assert self.status.startswith("302")
        self.ask("/cart/")
        assert self.status.startswith("200")

    def change(self, quantity: int) -> None:
        line = CartLine.objects.select_related("cart").first()
        self.ask("/cart/change/", line=line.pk, version=line.cart.version, quantity=quantity)
        assert self.status.startswith("302")
        self.ask("/cart/")


class Cost(NamedTuple):
    """Milliseconds of CPU: of the least disturbed of several rounds, and of the middle one."""

    least: float
    middle: float


def cpu(act) -> Cost:
    for _ in range(WARM):
        act()
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        act()
        times.append((time.process_time() - began) * 1000)
    return Cost(min(times), statistics.median(times))


@pytest.mark.django_db(transaction=True)
def test_the_way_to_a_filled_cart():
    skus = []
    for number in range(3):
        product = make_product(f"Product {number}")
        make_product_picture(product)
        skus.append(make_variant(product, stock=99).sku)
    django, shopper = Shopper(get_wsgi_application()), Shopper(fitblog.wsgi.application)

    def start_over():
        CartLine.objects.all().delete()

    def add():
        start_over()
        shopper.add(skus[0])

    def way():
        start_over()
        shopper.ask("/shop/product-0/")
        shopper.add(skus[0])
        shopper.add(skus[1])
        shopper.change(2)

    rows = {
        "nothing": cpu(start_over),
        "product": cpu(lambda: django.ask("/shop/product-0/")),
        "cart": cpu(lambda: shopper.ask("/cart/")),
        "add": cpu(add),
        "way": cpu(way),
    }

    print(f"\n{connection.vendor}: ms of CPU\n{'':10}{'least':>8}{'middle':>8}")
    for name, cost in rows.items():
        # To begin anew is the benchmark's own.
        own = rows["nothing"] if name in {"add", "way"} else Cost(0, 0)
        print(f"{name:10}{cost.least - own.least:>8.1f}{cost.middle - own.middle:>8.1f}")
