"""The words of the demo site, as they lie in content/."""

from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from fitblog.demo.reading import read_file

HERE = Path(__file__).parent
CONTENT, ART = HERE / "content", HERE / "art"

Focus = tuple[int, int]  # per cent from the left and the top
MIDDLE: Focus = (50, 50)


@dataclass(frozen=True)
class Topic:
    slug: str
    title: str
    colour: str
    summary: str
    description: str
    art_alt: str


@dataclass(frozen=True)
class Topics:
    topics: list[Topic]


@dataclass(frozen=True)
class Author:
    slug: str
    name: str
    role: str
    credentials: str
    bio: str
    portrait_alt: str


@dataclass(frozen=True)
class Authors:
    authors: list[Author]


@dataclass(frozen=True)
class Variant:
    title: str
    sku: str
    price: Decimal
    stock: int
    compare_at: Decimal | None = None
    backorder_limit: int = 0


@dataclass(frozen=True)
class Detail:
    label: str
    value: str


@dataclass(frozen=True)
class Product:
    slug: str
    title: str
    summary: str
    description: str
    option_name: str
    alts: list[str]
    position: int
    variants: list[Variant]
    details: list[Detail]
    focus: list[Focus] = field(default_factory=list)
    is_new: bool = False
    quantity_min: int = 1
    quantity_max: int | None = None
    quantity_step: int = 1
    backorder_note: str = ""


@dataclass(frozen=True)
class Collection:
    slug: str
    title: str
    summary: str
    description: str
    products: list[str]


@dataclass(frozen=True)
class Collections:
    collections: list[Collection]


@dataclass(frozen=True)
class Takeaway:
    label: str
    text: str


@dataclass(frozen=True)
class Section:
    heading: str
    level: int
    kind: str
    body: str = ""
    product: str = ""
    product_reason: str = ""


@dataclass(frozen=True)
class Question:
    question: str
    answer: str


@dataclass(frozen=True)
class Source:
    title: str
    publisher: str
    year: int
    url: str = ""


@dataclass(frozen=True)
class Guide:
    slug: str
    title: str
    topic: str
    author: str
    age_days: int
    tags: list[str]
    excerpt: str
    hero_alt: str
    hero_focus: Focus
    introduction: str
    takeaways: list[Takeaway]
    sections: list[Section]
    faq: list[Question]
    sources: list[Source]
    reviewer: str = ""
    reviewed_days_ago: int | None = None
    updated_days_ago: int | None = None
    meta_description: str = ""
    related: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Site:
    lead: str
    start_here: list[str]
    start_here_intro: str


@dataclass(frozen=True)
class DeliveryMethod:
    title: str
    days: str
    price: Decimal
    countries: list[str]
    free_from: Decimal | None = None


@dataclass(frozen=True)
class TaxRate:
    country: str
    rate: Decimal
    label: str


@dataclass(frozen=True)
class Discount:
    code: str
    kind: str
    value: Decimal = Decimal(0)
    minimum: Decimal | None = None
    limit_per_customer: int | None = None


@dataclass(frozen=True)
class Till:
    delivery_methods: list[DeliveryMethod]
    tax_rates: list[TaxRate]
    discounts: list[Discount]


@dataclass(frozen=True)
class Content:
    topics: list[Topic]
    authors: list[Author]
    products: list[Product]
    collections: list[Collection]
    guides: list[Guide]
    site: Site
    till: Till


def read(folder: Path = CONTENT) -> Content:
    """All of it, products in the shelf's order. Raises ContentError."""
    products = [
        read_file(Product, path, slug=path.stem) for path in sorted(folder.glob("products/*.toml"))
    ]
    return Content(
        topics=read_file(Topics, folder / "topics.toml").topics,
        authors=read_file(Authors, folder / "authors.toml").authors,
        products=sorted(products, key=lambda product: product.position),
        collections=read_file(Collections, folder / "collections.toml").collections,
        guides=[
            read_file(Guide, path, slug=path.stem) for path in sorted(folder.glob("guides/*.toml"))
        ],
        site=read_file(Site, folder / "site.toml"),
        till=read_file(Till, folder / "till.toml"),
    )
