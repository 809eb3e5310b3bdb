"""The editors' desk."""

from django.conf import settings
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles.admin.article import ArticleAdmin
from articles.admin.former_paths import FormerPathAdmin
from articles.admin.home import HomePageAdmin
from articles.admin.misses import MissAdmin
from articles.admin.people import AuthorAdmin
from articles.admin.pictures import PictureAdmin
from articles.admin.plain import PlainPageAdmin
from articles.admin.templates import GuideTemplateAdmin
from articles.admin.topics import TagAdmin, TopicAdmin

__all__ = [
    "ArticleAdmin",
    "AuthorAdmin",
    "FormerPathAdmin",
    "GuideTemplateAdmin",
    "HomePageAdmin",
    "MissAdmin",
    "PictureAdmin",
    "PlainPageAdmin",
    "TagAdmin",
    "TopicAdmin",
]

admin.site.site_header = admin.site.site_title = settings.SITE_NAME
admin.site.index_title = _("Editors’ room")
