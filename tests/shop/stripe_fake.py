"""The few endpoints of Stripe that the shop asks, answering in the shapes of Stripe's API.

It keeps an idempotency key's first answer, refuses the key with another request, and holds
Stripe's rules for a session's end.
"""

import json
import re
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl

Answer = tuple[int, dict[str, Any]]


@dataclass
class FakeStripe:
    sessions: dict[str, dict[str, Any]] = field(default_factory=dict)
    refunds: list[dict[str, Any]] = field(default_factory=list)
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    answers: dict[str, tuple[dict[str, str], Answer]] = field(default_factory=dict)
    trouble: list[Answer] = field(default_factory=list)  # given before anything is done

    def answer(self, method: str, path: str, form: dict[str, str], key: str) -> Answer:
        self.asked.append((method, path, form))
        if self.trouble:
            return self.trouble.pop(0)
        if key in self.answers:
            before, answer = self.answers[key]
            return answer if before == form else error(400, "idempotency_error", "Other parameters")
        answer = self._do(method, path, form)
        if key:
            self.answers[key] = (form, answer)
        return answer

    def _do(self, method: str, path: str, form: dict[str, str]) -> Answer:
        if (method, path) == ("POST", "/v1/checkout/sessions"):
            return self._open(form)
        if (method, path) == ("POST", "/v1/refunds"):
            return self._refund(form)
        found = re.fullmatch(r"/v1/checkout/sessions/(\w+)", path)
        if method == "GET" and found and found[1] in self.sessions:
            return 200, self.sessions[found[1]]
        return error(404, "invalid_request_error", f"No such thing: {path}")

    def _open(self, form: dict[str, str]) -> Answer:
        ends_in = int(form["expires_at"]) - time.time()
        if not 30 * 60 <= ends_in <= 24 * 3600:
            return error(400, "invalid_request_error", "The `expires_at` timestamp is out of range")
        price = "line_items[0][price_data]"
        name = f"cs_test_{len(self.sessions) + 1}"
        self.sessions[name] = {
            "id": name,
            "object": "checkout.session",
            "amount_total": int(form[f"{price}[unit_amount]"]),
            "client_reference_id": form["client_reference_id"],
            "currency": form[f"{price}[currency]"],
            "customer_email": form["customer_email"],
            "expires_at": int(form["expires_at"]),
            "livemode": False,
            "mode": form["mode"],
            "payment_intent": None,
            "payment_status": "unpaid",
            "status": "open",
            "success_url": form["success_url"],
            "url": f"https://checkout.stripe.com/c/pay/{name}",
        }
        return 200, self.sessions[name]

    def _refund(self, form: dict[str, str]) -> Answer:
        made = {
            "id": f"re_{len(self.refunds) + 1}",
            "object": "refund",
            "amount": int(form["amount"]),
            "payment_intent": form["payment_intent"],
            "status": "succeeded",
        }
        self.refunds.append(made)
        return 200, made

    # What the shopper does on Stripe's page.

    def pay(self, name: str) -> dict[str, Any]:
        """Pay the session; the event that Stripe sends about it."""
        paid = {
            "payment_intent": f"pi_{name}",
            "payment_status": "paid",
            "status": "complete",
        }
        self.sessions[name] |= paid
        return event("checkout.session.completed", self.sessions[name])

    def let_expire(self, name: str) -> dict[str, Any]:
        self.sessions[name] |= {"status": "expired"}
        return event("checkout.session.expired", self.sessions[name])


def event(kind: str, about: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": f"evt_{about['id']}_{kind}",
        "object": "event",
        "api_version": "2025-03-31.basil",
        "created": int(time.time()),
        "data": {"object": about},
        "livemode": False,
        "pending_webhooks": 1,
        "type": kind,
    }


def error(status: int, kind: str, message: str) -> Answer:
    return status, {"error": {"type": kind, "message": message}}


def serve(fake: FakeStripe) -> ThreadingHTTPServer:
    """On a free port of this machine, until `shutdown()`."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.reply()

        def do_POST(self):
            self.reply()

        def reply(self):
            text = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            form = dict(parse_qsl(text))
            path = self.path.partition("?")[0]
            key = self.headers.get("Idempotency-Key", "") if self.command == "POST" else ""
            status, told = fake.answer(self.command, path, form, key)
            body = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Stripe-Should-Retry", "false")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
    return server
