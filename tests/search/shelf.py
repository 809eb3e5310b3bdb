"""Guides and goods to be looked for."""

from articles.publishing import publish
from shop.models import Product
from tests.factories import make_article, make_topic

GUIDES = {
    "Squat depth without butt wink": (
        "Strength",
        ["Squat", "Hips"],
        "How deep should you squat? Squatting below parallel asks for mobile ankles and hips. "
        "Keep your heels on the floor and brace.",
    ),
    "Ankle mobility in ten minutes": (
        "Mobility",
        ["Ankles"],
        "Your ankles decide how low you go. Rock the knee over the toes, then load the calf.",
    ),
    "Your first pull-up": (
        "Strength",
        ["Pull-up", "Back"],
        "Hang from the bar, then lower yourself slowly. Negatives build the first pull-up.",
    ),
    "Dead hang: how long and why": (
        "Strength",
        ["Grip"],
        "A dead hang opens the shoulders and trains the grip. Hang for thirty seconds.",
    ),
    "Running easy in zone two": (
        "Engine",
        ["Running"],
        "Most runs are too fast. Keep your heart rate low, breathe through the nose, run slowly.",
    ),
    "Protein at breakfast": (
        "Food",
        ["Protein"],
        "Thirty grams of protein in the morning: eggs, yoghurt, or a shake. Oats alone are few.",
    ),
    "Crème fraîche and other fats": (
        "Food",
        [],
        "Crème fraîche, butter and oil: what fat does after training, by Zoë and Søren.",
    ),
    "Kniebeugen für Anfänger": (
        "Strength",
        ["Kniebeuge"],
        "Die Kniebeuge beginnt in der Hüfte. Füße schulterbreit, Rücken gerade, Übung für Übung.",
    ),
    "Rückenschmerzen beim Kreuzheben": (
        "Strength",
        [],
        "Schmerzen im Rücken kommen oft vom runden Rücken. Größere Lasten später heben.",
    ),
    "Lower back pain after deadlifts": (
        "Strength",
        ["Back", "Deadlift"],
        "Pain in the lower back after deadlifting often comes from rounding. Rest, then walk.",
    ),
    "Sleep and recovery": (
        "Engine",
        ["Sleep"],
        "Recovery happens while you sleep. Eight hours, a dark room, and no phone in bed.",
    ),
    "深蹲入门": ("Strength", [], "深蹲训练从髋部开始，脚与肩同宽。"),
    "5x5: the oldest plan": (
        "Strength",
        [],
        "Five sets of five reps, three days a week. Add 2.5 kg when all 25 reps stand.",
    ),
    "C++ for lifters & other jokes": (
        "Food",
        [],
        "What has <script>alert(1)</script> to do with rows? R&D at 100% effort, AND OR NOT NEAR.",
    ),
}
GOODS = {
    "Kettlebell": ("One bell for swings and carries.", "<p>Cast iron, a <b>wide handle</b>.</p>"),
    "Cork heel wedges": ("A raised heel while the ankle catches up.", "<p>Cork, pair.</p>"),
    "Chalk ball": ("Dry hands on the bar.", "<p>Magnesium in a sock.</p>"),
    "Resistance bands": ("Three loops, light to heavy.", "<p>For rows and pull-ups.</p>"),
}


def fill_shelf() -> None:
    for title, (topic, tags, text) in GUIDES.items():
        number = len(title)
        article = make_article(
            title,
            slug=f"guide-{number}-{abs(hash(title)) % 10**6}",
            topic=make_topic(topic),
            tags=tags,
            excerpt="",
            introduction=f"<p>{text.replace('&', '&amp;').replace('<', '&lt;')}</p>",
        )
        publish(article)
    for title, (summary, description) in GOODS.items():
        Product.objects.create(
            title=title,
            slug=title.lower().replace(" ", "-"),
            summary=summary,
            description=description,
        )
