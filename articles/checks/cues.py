"""Words by which rules know what they look for, in English, German and Spanish.

Another language is another line in each table.
"""

import re

VAGUE_LINKS = {
    "",
    *("here", "click here", "this", "this link", "this page", "link", "more", "read more"),
    *("hier", "hier klicken", "klick hier", "dieser link", "diese seite", "mehr", "weiterlesen"),
    *("aquí", "clic aquí", "haz clic aquí", "este enlace", "esta página", "enlace", "leer más"),
}

# Careful: words that promise an effect on an illness, or call on science for one.
_CLAIMS = (
    r"(?:cures?|heals?|treats?|reverses?|prevents?) (?:\w+ ){0,2}?"
    r"(?:pain|injur(?:y|ies)|disease|illness|cancer|diabetes|arthritis|depression|anxiety|"
    r"hernia|sciatica|osteoporosis|inflammation)",
    r"(?:lowers?|reduces?) (?:your |the )?(?:blood pressure|cholesterol|blood sugar|inflammation)",
    r"(?:clinically|scientifically|medically) (?:proven|tested)",
    r"(?:studies|research|scientists|doctors) (?:has |have )?"
    r"(?:shows?|shown|proves?|proven|confirms?|recommends?)",
    r"boosts? (?:your |the )?(?:immune system|immunity|metabolism|testosterone)",
    r"detox(?:es|ifies|ify)?",
    r"(?:heilt|lindert|verhindert|beugt) (?:\w+ ){0,2}?"
    r"(?:Schmerzen|Verletzungen|Krankheiten|Arthrose|Diabetes|Krebs|Depressionen|Entzündungen)",
    r"senkt (?:den |das )?(?:Blutdruck|Cholesterin|Blutzucker)",
    r"(?:klinisch|wissenschaftlich|medizinisch) (?:bewiesen|erwiesen|getestet)",
    r"(?:Studien|Forscher|Ärzte) (?:zeigen|beweisen|belegen|empfehlen)",
    r"(?:cura|alivia|previene|trata) (?:\w+ ){0,2}?"
    r"(?:dolor|lesiones|enfermedades|artritis|diabetes|cáncer|depresión|inflamación)",
    r"(?:baja|reduce) (?:la |el )?(?:presión arterial|colesterol|azúcar en sangre)",
    r"(?:clínicamente|científicamente) (?:probado|demostrado)",
    r"(?:estudios|científicos|médicos) (?:muestran|demuestran|recomiendan)",
)
HEALTH_CLAIMS = re.compile(rf"\b(?:{'|'.join(_CLAIMS)})\b", re.IGNORECASE)
