def test_a_signed_in_editor_sees_the_admin(editor, live_server):
    editor.goto(f"{live_server.url}/admin/")

    assert editor.locator("#user-tools").inner_text().lower().startswith("welcome, editor")


def test_a_stranger_is_asked_to_sign_in(page, live_server):
    page.goto(f"{live_server.url}/admin/")

    assert page.locator("#login-form").is_visible()
