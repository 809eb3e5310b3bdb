"""What a test leaves under way when it ends is answered before its rows are cleared."""

import pytest

from articles.models import Article
from tests.factories import make_article

pytestmark = pytest.mark.django_db(transaction=True)

SAVE_AND_LEAVE = """() => {
  const data = new FormData(document.querySelector("#article_form"));
  data.set("_continue", "1");
  for (let i = 0; i < 4; i++) fetch(location.href, { method: "POST", body: data });
}"""


@pytest.mark.parametrize("pause", [60, 160, 260])  # milliseconds
def test_requests_under_way_leave_no_rows_behind(editor, live_server, pause):
    assert not Article.objects.exists()
    article = make_article()
    editor.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
    editor.evaluate(SAVE_AND_LEAVE)
    editor.wait_for_timeout(pause)
