from django.apps import apps
from django_tasks import task

from fitblog.lib.images.cards import Card
from fitblog.lib.images.renditions import ensure_renditions


@task()
def make_renditions(model: str, pk: int) -> None:
    """Make the renditions of one picture; nothing when it was deleted before its turn came."""
    picture = apps.get_model(model)._base_manager.filter(pk=pk).first()
    if picture:
        ensure_renditions(picture)


@task()
def keep_card(title: str, shelf: str, colour: str) -> None:
    Card(title, shelf, colour).keep()
