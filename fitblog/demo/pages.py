"""The demo's plain pages: what a shop has to say of itself."""

from articles.models import PlainPage

PAGES = [
    (
        "About",
        "Who writes our guides, who checks them, and what we live on.",
        "<p>We write guides on training that say what to do, how often, and how to tell that it "
        "works. A coach writes each one, a second one checks it, and both stand by it by name.</p>"
        "<p>We live on the kit that the guides use. No guide names a thing that its author does "
        "not train with, and nobody pays to be named.</p>",
    ),
    (
        "Delivery",
        "What it costs, how long it takes, and where we send.",
        "<p>What is in stock leaves our house on the next working day. The cart says what the "
        "way to you costs before you order.</p><p>Heavy things come by freight: the carrier "
        "rings first.</p>",
    ),
    (
        "Returns",
        "Thirty days, and how to send something back.",
        "<p>Send back within thirty days what you do not want to keep. Write to us first, with "
        "the order’s number, and we tell you where it goes.</p><p>The money goes back the way it "
        "came, as soon as the parcel is here.</p>",
    ),
    (
        "Privacy",
        "What we know of you, and what we do not.",
        "<p>Reading leaves nothing behind: no cookie, no counter, nobody else’s script. A cart "
        "sets one cookie, which holds its number and nothing of you.</p><p>An order keeps what "
        "the law wants kept. Your account shows you all of it, and deletes what may go.</p>",
    ),
]


def add_pages() -> None:
    for position, (title, description, text) in enumerate(PAGES, 1):
        PlainPage.objects.create(
            title=title, slug=title.lower(), description=description, text=text, position=position
        )
