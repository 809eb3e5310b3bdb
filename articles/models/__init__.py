from articles.models.article import (
    Article,
    Correction,
    FaqItem,
    FormerSlug,
    Section,
    Source,
    Takeaway,
)
from articles.models.desk import RecoveryCopy, ShareLink
from articles.models.edition import Edition
from articles.models.external_link import ExternalLink
from articles.models.former_path import FormerPath
from articles.models.home import HomePage, PathStep
from articles.models.importing import ImportedDocument
from articles.models.miss import Miss
from articles.models.override import Override
from articles.models.people import Author
from articles.models.pictures import Picture
from articles.models.plain import PlainPage
from articles.models.related import (
    RelatedExclusion,
    RelatedGuide,
    RelatedNeighbour,
    RelatedPin,
    RelatedTerm,
    RelatedWord,
)
from articles.models.review import ReviewStep
from articles.models.tagged import EditionTag
from articles.models.template import (
    GuideTemplate,
    TemplateQuestion,
    TemplateSection,
    TemplateTakeaway,
)
from articles.models.topics import FormerTag, Tag, Topic
from articles.models.typeset import Typeset

__all__ = [
    "Article",
    "Author",
    "Correction",
    "Edition",
    "EditionTag",
    "ExternalLink",
    "FaqItem",
    "FormerPath",
    "FormerSlug",
    "FormerTag",
    "GuideTemplate",
    "HomePage",
    "ImportedDocument",
    "Miss",
    "Override",
    "PathStep",
    "Picture",
    "PlainPage",
    "RecoveryCopy",
    "RelatedExclusion",
    "RelatedGuide",
    "RelatedNeighbour",
    "RelatedPin",
    "RelatedTerm",
    "RelatedWord",
    "ReviewStep",
    "Section",
    "ShareLink",
    "Source",
    "Tag",
    "Takeaway",
    "TemplateQuestion",
    "TemplateSection",
    "TemplateTakeaway",
    "Topic",
    "Typeset",
]
