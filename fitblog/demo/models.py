from django.db import models


class Loaded(models.Model):
    """What the demo brought once, so that what its owner threw away stays away."""

    name = models.CharField(max_length=150, unique=True)  # "guide easy-miles"

    def __str__(self) -> str:
        return self.name
