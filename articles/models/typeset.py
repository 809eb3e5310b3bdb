from django.db import models

from articles.models.edition import Edition


class Typeset(models.Model):
    """An edition's page in HTML as far as it never changes; see articles/typesetting.py.

    `key` names all it was made of, so one that is old is known as such and not used.
    """

    edition = models.OneToOneField(
        Edition, on_delete=models.CASCADE, primary_key=True, related_name="typeset"
    )
    key = models.CharField(max_length=32)
    document = models.JSONField()

    def __str__(self) -> str:
        return str(self.edition)
