"""Pictures that came along with a document → the newsroom's pictures."""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction

from articles.importing.proposal import Media, Proposal
from articles.models import Article, Picture

HERO_WIDTH = 640  # pixels that a picture above a guide needs


def keep_pictures(
    article: Article, proposal: Proposal, before: Proposal | None, enclosed: dict[str, bytes]
) -> list[Media]:
    """The proposal's media, each picture that came along with the row that was made of it.

    A picture of an earlier import of the same document is not made twice. One that cannot be
    shown stays without a row. A guide without a picture above it takes the first wide one.
    """
    known = {media.address: media.picture for media in (before.media if before else [])}
    rows = Picture.objects.in_bulk([pk for pk in known.values() if pk])
    kept = []
    for media in proposal.media:
        picture = rows.get(known.get(media.address) or 0)
        if picture is None and media.address in enclosed:
            picture = _made(media, enclosed[media.address])
            wide = picture and picture.width >= max(HERO_WIDTH, picture.height)
            if wide and article.hero_id is None:
                article.hero = picture
        kept.append(replace(media, picture=picture.pk if picture else None))
    return kept


def _made(media: Media, content: bytes) -> Picture | None:
    alt = (media.alt or media.caption)[:250]
    try:
        with transaction.atomic():
            return Picture.objects.create(
                file=ContentFile(content, name="enclosed"), alt=alt, is_decorative=not alt
            )
    except ValidationError:
        return None
