"""The words by which a text says what a part of it is: one entry a language, all known at once.

Another language is another key in each table. Entries are in small letters, with a straight
apostrophe and without punctuation at either end, as `key()` makes them.
"""

import re
from functools import lru_cache
from typing import ClassVar

TAKEAWAYS = {
    "en": "key takeaways|takeaways|main takeaways|quick takeaways|key points|key facts|highlights"
    "|at a glance|the short version|tl;dr|tldr|what you'll learn|what you will learn"
    "|the essentials|quick summary|article highlights|key insights|key lessons|key learnings"
    "|main points|the main points|the key points|in a hurry|in 30 seconds|too long didn't read"
    "|too long; didn't read|what to remember|things to remember|what to take away"
    "|what matters most|key messages|fast facts|quick facts|key highlights|quick overview"
    "|the quick version|bottom line up front|what you need to know|what to know|the gist|quick take"
    "|top takeaways|the bottom line up front|bluf|article summary|executive summary|key ideas"
    "|key lesson|what you'll take away|what you should know|short on time|no time to read",
    "de": "das wichtigste in kürze|das wichtigste|auf einen blick|kurz und knapp|kurz gesagt"
    "|die wichtigsten punkte|die wichtigsten erkenntnisse|wichtigste erkenntnisse|kernaussagen"
    "|in kürze|wichtiges in kürze|die wichtigsten fakten|das nimmst du mit|das solltest du wissen"
    "|die kernpunkte|kernpunkte|die kurzfassung|takeaways|key takeaways|tl;dr|tldr|highlights"
    "|wichtige erkenntnisse|das wichtigste auf einen blick|das wichtigste zusammengefasst"
    "|die wichtigsten punkte in kürze|alles wichtige in kürze|merke|merksätze|das wichtigste zuerst"
    "|was sie wissen müssen|was du wissen musst|das musst du wissen|das müssen sie wissen"
    "|das wesentliche|das wesentliche in kürze|kurzüberblick|schnellüberblick|kernbotschaften",
    "es": "puntos clave|ideas clave|claves|lo más importante|lo esencial|de un vistazo"
    "|conclusiones clave|aspectos clave|lo más destacado|puntos principales|ideas principales"
    "|lo que debes saber|lo que debes recordar|en breve|lo imprescindible|aprendizajes clave"
    "|datos clave|mensajes clave|puntos importantes|resumen rápido|lo principal|tl;dr"
    "|lo que necesitas saber|lo que hay que saber|lo que tienes que saber|resumen ejecutivo"
    "|lo más relevante|en un minuto",
}
QUESTIONS = {
    "en": "frequently asked questions|faq|faqs|f.a.q|q&a|q & a|q and a|questions and answers"
    "|common questions|questions people ask|your questions answered|people also ask"
    "|questions we hear|questions|got questions|have questions|still have questions|any questions"
    "|reader questions|readers' questions|your questions|questions & answers|quick questions"
    "|most asked questions|most common questions|popular questions|frequent questions"
    "|things people ask us|things people ask|what people ask|people ask us|you asked, we answered"
    "|you ask, we answer|ask us anything|common queries|readers ask|frequently asked|asked often"
    "|questions from readers|you asked|what readers ask",
    "de": "häufige fragen|häufig gestellte fragen|fragen und antworten|fragen & antworten"
    "|eure fragen|ihre fragen|deine fragen|noch fragen|häufige fragen und antworten"
    "|häufige fragen & antworten|oft gefragt|leserfragen|fragen|häufigste fragen"
    "|die häufigsten fragen|was viele fragen|ihr fragt, wir antworten|faq|faqs|häufig gefragt"
    "|fragen von lesern|was leser fragen|offene fragen|antworten auf häufige fragen",
    "es": "preguntas frecuentes|preguntas comunes|preguntas y respuestas|preguntas habituales"
    "|preguntas & respuestas|dudas frecuentes|dudas habituales|dudas comunes|dudas"
    "|preguntas más frecuentes|preguntas más comunes|las preguntas más frecuentes|tus preguntas"
    "|vuestras preguntas|tus dudas|resolvemos tus dudas|resolvemos dudas|preguntas|faq|faqs"
    "|nos preguntan|lo que nos preguntáis|preguntas de lectores|respondemos tus preguntas",
}
CONCLUSION = {
    "en": "conclusion|conclusions|final thoughts|final words|final word|closing thoughts"
    "|wrapping up|wrap up|wrap-up|wrapping it up|the bottom line|bottom line|in conclusion"
    "|to sum up|to conclude|the takeaway|the last word|parting thoughts|putting it all together"
    "|summing up|in closing|closing words|closing remarks|last words|a final word|a last word"
    "|one last thing|the verdict|our verdict|final verdict|the final word|final takeaway"
    "|concluding thoughts|before you go|in the end|conclusion and next steps"
    "|summary and conclusion|verdict|that's a wrap|that's it|outro|closing thought|final thought",
    "de": "fazit|schluss|schlusswort|schlussfolgerung|zum schluss|abschließende gedanken"
    "|unser fazit|mein fazit|schlussgedanken|schlussbemerkung|schlussfolgerungen|zum abschluss"
    "|abschluss|abschließend|resümee|zu guter letzt|fazit und ausblick|zusammenfassung und fazit"
    "|ein letztes wort|abschließende worte|schlussbetrachtung|schlussgedanke|unterm strich",
    "es": "conclusión|conclusiones|reflexión final|reflexiones finales|palabras finales"
    "|para terminar|en conclusión|para concluir|a modo de conclusión|en definitiva|para cerrar"
    "|para acabar|consideraciones finales|conclusión final|en síntesis|palabras de cierre|cierre"
    "|nuestra conclusión|pensamientos finales|una última palabra|últimas palabras"
    "|a modo de cierre|veredicto|en fin|nuestro veredicto",
}
# Before a list these head the takeaways, at the end of a guide its conclusion.
SUMMARY = {
    "en": "summary|the summary|in short|in brief|recap|in summary|in a nutshell|takeaway|to recap",
    "de": "zusammenfassung|zusammengefasst|kurzfassung|kurz zusammengefasst|im überblick",
    "es": "resumen|recapitulando|en resumen|en pocas palabras",
}
INTRODUCTION = {
    "en": "introduction|intro|foreword",
    "de": "einleitung|einführung|vorwort",
    "es": "introducción|presentación",
}
SOURCES = {
    "en": "sources|source|references|reference list|bibliography|works cited|literature cited"
    "|literature|citations|sources and references|references and sources|sources & references"
    "|sources and further reading|references and further reading|studies cited|further sources"
    "|scientific references|article sources|research cited|cited studies",
    "de": "quellen|quelle|quellenangaben|quellenverzeichnis|literatur|literaturverzeichnis"
    "|literaturangaben|einzelnachweise|referenzen|nachweise|quellen und literatur|bibliografie"
    "|quellen und weiterführende literatur|verwendete quellen|studien und quellen|bibliographie",
    "es": "fuentes|fuente|referencias|bibliografía|referencias bibliográficas|fuentes consultadas"
    "|fuentes y referencias|bibliografía y fuentes|obras citadas|bibliografía consultada",
}
CONTENTS = {
    "en": "table of contents|contents|in this article|in this guide|on this page|jump to"
    "|what's inside|in this story|in this post|quick navigation|article contents|skip to",
    "de": "inhalt|inhaltsverzeichnis|in diesem artikel|auf dieser seite|in diesem beitrag"
    "|inhaltsübersicht|das erwartet dich|das erwartet sie|springe zu",
    "es": "índice|contenido|contenidos|tabla de contenidos|en este artículo|en esta página"
    "|en esta guía|en esta entrada|índice de contenidos|ir a",
}
# Heads the cards to other guides, or is the link on one.
READ_MORE = {
    "en": "read more|read next|read also|also read|continue reading|keep reading|learn more"
    "|more articles|more guides|related|related articles|related guides|related posts"
    "|related reading|related content|further reading|you may also like|you might also like"
    "|you may also enjoy|you might also enjoy|more from the blog|more like this|recommended"
    "|most read|most popular|popular posts"
    "|popular articles|popular guides|trending|trending now|latest posts|latest articles"
    "|latest news|recent posts|recent articles|editor's picks|you might like|more from this author"
    "|more to read|more stories"
    "|recommended reading|recommended for you|up next|read the full guide|view all",
    "de": "weiterlesen|mehr lesen|mehr erfahren|lies auch|auch interessant|ähnliche artikel"
    "|verwandte artikel|das könnte dich auch interessieren|das könnte ihnen auch gefallen"
    "|weitere artikel|mehr zum thema|passend dazu|meistgelesen|am meisten gelesen|beliebte beiträge"
    "|neueste beiträge|aktuelle beiträge|weitere beiträge|ähnliche beiträge|zum weiterlesen",
    "es": "leer más|lee más|seguir leyendo|sigue leyendo|artículos relacionados"
    "|te puede interesar|también te puede interesar|también te puede gustar|más artículos"
    "|entradas relacionadas|contenido relacionado|lo más leído|lo más visto|entradas recientes"
    "|artículos recientes|últimas entradas|quizá te interese|más leídos",
}
# After one of these comes the page's end, and nothing of the guide.
FOOTER = {
    "en": "leave a comment|leave a reply|post a comment|comments|no comments yet|0 comments"
    "|subscribe to our newsletter|subscribe to our emails|sign up for our newsletter|newsletter"
    "|join our newsletter|about the author|share this article|share this post|share this guide"
    "|back to blog|previous article|next article|previous post|next post|older post|newer post"
    "|follow us|quick links|customer service|all rights reserved",
    "de": "kommentar schreiben|kommentare|hinterlasse einen kommentar|schreibe einen kommentar"
    "|newsletter abonnieren|newsletter|über den autor|über die autorin|artikel teilen"
    "|beitrag teilen|zurück zum blog|vorheriger artikel|nächster artikel|folge uns"
    "|alle rechte vorbehalten|impressum",
    "es": "deja un comentario|comentarios|dejar un comentario|suscríbete a nuestro boletín"
    "|boletín|sobre el autor|sobre la autora|compartir este artículo|volver al blog"
    "|artículo anterior|artículo siguiente|síguenos|todos los derechos reservados",
}
# Page furniture wherever it stands alone.
FURNITURE = {
    "en": "skip to content|skip to main content|skip to product information|your cart is empty"
    "|continue shopping|add to cart|view cart|have an account|your cart"
    "|log in to check out faster|share on facebook|share on twitter|share on x|tweet on twitter"
    "|pin on pinterest|copy link|link copied|link copied to clipboard|advertisement"
    "|accept all cookies|accept cookies|accept all|reject all|cookie settings|back to top"
    "|scroll to top|click here|print this page|open menu|close menu|site navigation|main menu"
    "|item added to your cart|loading",
    "de": "zum inhalt springen|direkt zum inhalt|zum hauptinhalt springen|dein warenkorb ist leer"
    "|ihr warenkorb ist leer|weiter einkaufen|in den warenkorb|warenkorb ansehen|anzeige|werbung"
    "|alle cookies akzeptieren|cookies akzeptieren|cookie-einstellungen|nach oben|link kopieren"
    "|auf facebook teilen|menü öffnen|menü schließen",
    "es": "ir al contenido|saltar al contenido|ir directamente al contenido|tu carrito está vacío"
    "|su carrito está vacío|seguir comprando|añadir al carrito|ver carrito|publicidad|anuncio"
    "|aceptar cookies|aceptar todas|configuración de cookies|volver arriba|copiar enlace"
    "|compartir en facebook|abrir menú|cerrar menú",
}
# Page furniture only above the title or below the last word: inside, they may head a section.
EDGE_FURNITURE = {
    "en": "cart|menu|search|home|shop|blog|blogs|news|guides|articles|about|about us|contact"
    "|contact us|account|my account|log in|login|sign in|sign up|log out|register|close|share"
    "|facebook|twitter|instagram|pinterest|youtube|tiktok|email|print|subscribe|follow|shop now"
    "|shop all|help|cookies|language|currency|wishlist|checkout|catalog|catalogue|privacy policy"
    "|terms of service|terms and conditions|refund policy|shipping policy|imprint|name|e-mail"
    "|message|website|submit|send|post comment|tweet|pin it|x|linkedin|whatsapp|next|previous"
    "|country/region|payment methods|article",
    "de": "warenkorb|menü|suche|suchen|startseite|ratgeber|über uns|kontakt|konto|mein konto"
    "|anmelden|abmelden|registrieren|schließen|teilen|drucken|hilfe|sprache|währung|wunschliste"
    "|kasse|datenschutz|datenschutzerklärung|agb|widerruf|versand|nachricht|absenden|magazin"
    "|zurück|weiter|artikel",
    "es": "carrito|menú|buscar|búsqueda|inicio|tienda|guías|artículos|noticias|sobre nosotros"
    "|contacto|cuenta|mi cuenta|iniciar sesión|cerrar sesión|registrarse|cerrar|compartir"
    "|imprimir|ayuda|idioma|moneda|lista de deseos|pagar|aviso legal|política de privacidad"
    "|nombre|correo electrónico|mensaje|enviar|siguiente|anterior|artículo",
}
TITLE_PREFIX = {
    "en": "article|title|blog post|post",
    "de": "artikel|titel|beitrag",
    "es": "artículo|título|entrada",
}
STEP = {"en": "step", "de": "schritt", "es": "paso"}
HOW_TO = {
    "en": "how|step|steps|instructions|technique|method|do it|walkthrough|execute|execution"
    "|perform|performing|setup|process|procedure",
    "de": "so|schritt|schritte|anleitung|wie|ausführung|technik|durchführung",
    "es": "cómo|paso|pasos|instrucciones|técnica|ejecución|procedimiento",
}
# A heading with one of these in the plural counts things, it does not order them in time.
COUNTED = {
    "en": "tips|mistakes|reasons|myths|ways|benefits|variations|alternatives|errors|signs|rules"
    "|foods|questions|facts|options|types|causes|symptoms|ideas|things|lessons|principles"
    "|examples|recipes|tools",
    "de": "tipps|fehler|gründe|mythen|wege|vorteile|varianten|alternativen|zeichen|regeln"
    "|lebensmittel|fakten|arten|ursachen|symptome|ideen|dinge|beispiele",
    "es": "consejos|errores|razones|mitos|formas|maneras|beneficios|variaciones|variantes"
    "|alternativas|señales|reglas|alimentos|tipos|causas|síntomas|ideas|cosas",
}
# Counted as well, and done one after the other.
DEEDS = {
    "en": "exercises|moves|drills|stretches|habits|workouts|changes|phases|stages|poses",
    "de": "übungen|bewegungen|gewohnheiten|dehnungen|phasen|haltungen",
    "es": "ejercicios|movimientos|hábitos|estiramientos|fases|posturas",
}
EASIER = {
    "en": "regression|easier|easy|beginner|beginners|scaled|modified|modification|low-impact"
    "|gentler|simpler|simplified",
    "de": "regression|leichter|einfacher|leicht|anfänger|einsteiger|vereinfacht|leichtere"
    "|einfachere",
    "es": "regresión|fácil|principiante|principiantes|sencillo|sencilla|modificado|modificada",
}
HARDER = {
    "en": "progression|harder|hard|advanced|tougher|intermediate|expert|challenging|heavier",
    "de": "progression|schwerer|schwieriger|schwer|fortgeschritten|fortgeschrittene|schwerere"
    "|schwierigere|profi|profis",
    "es": "progresión|difícil|avanzado|avanzada|avanzados|experto|expertos",
}
VERSION = {
    "en": "version|variation|variant|option|alternative|progression|regression|modification",
    "de": "version|variante|option|alternative|übung",
    "es": "versión|variante|variación|opción|alternativa",
}
STORY = {
    "en": "my|story|diary|journal|log|experience|journey|confession|lesson i|how i|why i|what i"
    "|real talk",
    "de": "mein|meine|meinem|meiner|tagebuch|erfahrung|erfahrungen|geschichte|warum ich|wie ich",
    "es": "mi|mis|diario|historia|experiencia|por qué yo|cómo yo",
}
FIRST_PERSON = {
    "en": "i|i'm|i've|i'd|i'll|me|my|mine|myself",
    "de": "ich|mir|mich|mein|meine|meinem|meinen|meiner|meines",
    "es": "yo|mi|mis|mí|conmigo|mío|mía",
}
NUMBERS = {
    "en": "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve",
    "de": "ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf",
    "es": "uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce",
}
PICTURE = {
    "en": "image|photo|picture|figure|video|embed|gallery",
    "de": "bild|foto|abbildung|galerie",
    "es": "imagen|figura|galería",
}
MONTHS = {
    "en": "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec",
    "de": "januar|februar|märz|mai|juni|juli|oktober|dezember",
    "es": "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre"
    "|diciembre",
}

# Words by which a heading that no table holds may still say what it heads, where what stands
# below it looks like that, too.
POINT_WORDS = {
    "en": "takeaway|takeaways|tldr|essentials|highlights|gist|remember|glance|nutshell|summary"
    "|recap|matters|know|facts|points|lessons|key|learn|short|important|insights",
    "de": "kürze|überblick|wichtigste|wichtigsten|wesentliche|merken|kernaussagen|zusammenfassung"
    "|wichtig|wissen|fakten|punkte|kurz|zählt",
    "es": "clave|claves|esencial|importante|resumen|recordar|saber|puntos|datos|breve|aprenderás"
    "|importa",
}
ASKING_WORDS = {
    "en": "question|questions|faq|faqs|ask|asks|asked|queries|answers",
    "de": "fragen|frage|gefragt|antworten",
    "es": "pregunta|preguntas|preguntan|dudas|respuestas",
}

LONGEST = 150  # characters of a line that may be a cue
WORD = re.compile(r"[\w'-]+")
NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4}|[a-h])(?:[.):]\s*|\s+)(?=[^\W\d_])")
AND = ("and", "und", "y")
HEAD = re.compile(r"\s*[:(|]|\s[–—-]\s")
ARTICLES = re.compile(r"^(?:the|our|your|das|die|der|unser|unsere|los|las|el|la)\s")


def known(table: dict[str, str]) -> frozenset[str]:
    """Every entry of a table, in every language."""
    return frozenset(entry for entries in table.values() for entry in entries.split("|"))


@lru_cache(maxsize=1024)
def key(text: str) -> str:
    """The text without what differs between two writings of the same words."""
    text = " ".join(text.casefold().replace("’", "'").split())
    first, last = 0, len(text)
    while first < last and not text[first].isalnum():
        first += 1
    while last > first and not text[last - 1].isalnum():
        last -= 1
    return text[first:last]


def numbered(heading: str) -> str:
    """The number a heading begins with, with what follows it; empty where there is none."""
    found = re.match(r"(?:\d{1,2}(?:\.\d{1,2})*[.):]?|[A-H][.)])\s+", heading)
    return found[0] if found else ""


def words(text: str) -> list[str]:
    return WORD.findall(text.casefold().replace("’", "'"))


class Cue:
    """Recognises a heading by its words: all of it, or what stands before a colon or dash.

    `with_more` also takes a heading that goes on (“Frequently asked questions about hips”):
    entries of two words or more, so that one common word does not decide, and FAQ.
    """

    by_entry: ClassVar[dict[str, set["Cue"]]] = {}
    by_beginning: ClassVar[dict[str, list[tuple[str, "Cue"]]]] = {}

    def __init__(self, table: dict[str, str], with_more: bool = False) -> None:
        self.entries = known(table)
        for entry in self.entries:
            self.by_entry.setdefault(entry, set()).add(self)
            if with_more and (" " in entry or "faq" in entry):
                first = entry.split(" ", 1)[0]
                self.by_beginning.setdefault(first, []).append((entry, self))

    def says(self, text: str) -> bool:
        return len(text) <= LONGEST and self in said(text)

    def is_exactly(self, text: str) -> bool:
        return len(text) <= LONGEST and key(text) in self.entries


# One line is asked for many cues in a row.
@lru_cache(maxsize=1024)
def said(text: str) -> frozenset[Cue]:
    """The cues that a line gives."""
    heads = {key(text), key(HEAD.split(text, maxsplit=1)[0])}
    heads |= {NUMBER.sub("", head, count=1) for head in heads if NUMBER.match(head)}
    heads |= {head.replace(" & ", f" {word} ") for head in heads for word in AND if " & " in head}
    heads |= {ARTICLES.sub("", head) for head in heads}
    found: set[Cue] = set()
    for head in heads:
        found |= Cue.by_entry.get(head, set())
        for entry, cue in Cue.by_beginning.get(head.split(" ", 1)[0], []):
            if head.startswith(f"{entry} "):
                found.add(cue)
        if head.endswith((" faq", " faqs")):
            found.add(questions)
    return frozenset(found)


takeaways = Cue(TAKEAWAYS, with_more=True)
questions = Cue(QUESTIONS, with_more=True)
conclusion = Cue(CONCLUSION)
summary = Cue(SUMMARY)
introduction = Cue(INTRODUCTION)
sources = Cue(SOURCES)
contents = Cue(CONTENTS)
picture = Cue(PICTURE)
read_more = Cue(READ_MORE)
footer = Cue(FOOTER)
furniture = Cue(FURNITURE)
edge_furniture = Cue(EDGE_FURNITURE)
title_prefix = Cue(TITLE_PREFIX)

step_words = known(STEP)
how_to_words = known(HOW_TO)
counted_words = known(COUNTED)
deed_words = known(DEEDS)
announcing_words = how_to_words | counted_words | deed_words
easier_words = known(EASIER)
harder_words = known(HARDER)
version_words = known(VERSION)
story_words = known(STORY)
first_person_words = known(FIRST_PERSON)
point_words = known(POINT_WORDS)
asking_words = known(ASKING_WORDS)
month_words = known(MONTHS)
number_words = {
    word: place
    for entries in NUMBERS.values()
    for place, word in enumerate(entries.split("|"), start=1)
}
