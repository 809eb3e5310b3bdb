"""A probe inside the network asks without TLS."""


def test_the_health_page_answers_without_tls_where_pages_are_led_to_it(client, settings, db):
    settings.SECURE_SSL_REDIRECT = True

    assert client.get("/health/").status_code == 200
    assert client.get("/guides/").status_code == 301
