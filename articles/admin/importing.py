"""Paste a document, get a guide: an editor reviews what was read before a draft is made of it."""

import base64
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin.loading import LoadingMixin, form_of
from articles.forms import DeskForm
from articles.importing import fetching
from articles.importing.formats import NAMES
from articles.importing.proposal import EXCERPT_LIMIT, TITLE_LIMIT, Proposal
from articles.importing.reading import LARGEST, Unreadable
from articles.models import ImportedDocument
from fitblog.lib.later import Later

# What reads documents weighs four megabytes.
desk = Later("articles.importing.desk")
documents = Later("articles.importing.documents")
rearranging = Later("articles.importing.rearranging")

LONGEST_PASTE = 1_000_000  # characters; a request of more than 2.5 MB is not even read
MOST_CHOICES = 800  # of kinds on one page; a form of more than 1,000 fields is not read either
KEPT_STEPS = 5
LARGEST_STEPS = 500_000  # characters of a document whose earlier proposals are kept, too
SHOWN = 10  # documents under way


class DocumentForm(DeskForm):
    """A document, pasted or chosen."""

    pasted = forms.CharField(
        label=gettext_lazy("Paste the document"),
        required=False,
        max_length=LONGEST_PASTE,
        widget=forms.Textarea(attrs={"rows": 12, "class": "vLargeTextField"}),
        help_text=gettext_lazy("Headings, lists and links of a page or a document come along."),
    )
    file = forms.FileField(
        label=gettext_lazy("Or choose a file"),
        required=False,
        help_text=gettext_lazy("Text, Markdown or HTML, from Word and Google Docs too; 10 MB."),
    )
    source = forms.ChoiceField(
        label=gettext_lazy("Format"),
        required=False,
        choices=[("", gettext_lazy("Guess it")), *NAMES.items()],
    )
    # What the browser has of a paste beside its words; filled in by a script.
    rich = forms.CharField(required=False, max_length=LONGEST_PASTE, widget=forms.HiddenInput)

    class Meta:
        model = ImportedDocument
        fields: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        file, pasted = cleaned.get("file"), cleaned.get("pasted")
        if not self.errors and not file and not pasted:
            self.add_error("pasted", _("Paste a document, or choose a file."))
        elif not self.errors:
            try:
                self._read(file, cleaned)
            except Unreadable as refusal:
                self.add_error("file" if file else "pasted", str(refusal))
        return cleaned

    def _read(self, file: Any, cleaned: dict[str, Any]) -> None:
        if file and file.size > LARGEST:
            raise Unreadable(_("%s is larger than 10 MB; split it.") % file.name)
        content = file.read() if file else cleaned["rich"] or cleaned["pasted"]
        self.name = (file.name if file else _("The pasted document"))[:150]
        self.read = documents.propose(self.name, content, cleaned["source"])

    def kept(self, user: Any) -> ImportedDocument:
        return ImportedDocument.objects.create(
            user=user,
            name=self.name,
            lines=self.read.lines,
            proposal=self.read.proposal.to_json(),
            enclosed=_in_base64(self.read.enclosed),
        )


class OutlineForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=TITLE_LIMIT)
    excerpt = forms.CharField(
        label=gettext_lazy("Excerpt"), max_length=EXCERPT_LIMIT, required=False
    )


class ImportingMixin(LoadingMixin):
    def get_urls(self) -> list[URLPattern]:
        return [
            self.route("import/", self.import_view, "import"),
            self.route("import/<int:document>/", self.outline_view, "outline"),
            *super().get_urls(),
        ]

    def load_document(self, request: HttpRequest, document: int) -> ImportedDocument:
        """One's own; nobody else has to do with what somebody has under way."""
        self.refuse_import(request)
        found = ImportedDocument.objects.filter(pk=document, user=request.user).first()
        if found is None:
            raise Http404
        return found

    def refuse_import(self, request: HttpRequest) -> None:
        if not self.has_add_permission(request):
            raise PermissionDenied

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Take a document in. 2 queries for the page."""
        self.refuse_import(request)
        is_sent = request.method == "POST"
        form = DocumentForm(request.POST, request.FILES) if is_sent else DocumentForm()
        if is_sent and form.is_valid():
            return HttpResponseRedirect(_outline_of(form.kept(request.user)))
        waiting = ImportedDocument.objects.filter(user=request.user).only("name", "changed_at")
        context = {"form": form, "waiting": waiting[:SHOWN]}
        return self._importing(request, "import.html", _("Import a document"), **context)

    def outline_view(self, request: HttpRequest, document: int) -> HttpResponse:
        """The proposal beside its source; each button is one change to it."""
        found = self.load_document(request, document)
        if request.method == "POST" and request.POST.get("act") == "fetch":
            return self._fetch(request, found)
        if request.method == "POST":
            return self._change(request, found)
        proposal = Proposal.from_json(found.proposal)
        context = {
            "document": found,
            "proposal": proposal,
            "parts": _parts(proposal),
            "choices": _choices() if len(found.lines) <= MOST_CHOICES else [],
            "guesses": [d for d in proposal.guesses if d.part in OPENING],
            "places": _places(),
            "lines": found.lines,
            "media": [
                (one, fetching.may_be_fetched(one), one.address in found.enclosed)
                for one in proposal.media
            ],
            "format_name": NAMES.get(proposal.source, proposal.source),
        }
        return self._importing(request, "outline.html", _("What was read"), **context)

    def _importing(
        self, request: HttpRequest, template: str, title: str, **context: Any
    ) -> HttpResponse:
        everywhere = self.admin_site.each_context(request)
        about = {"opts": self.opts, "title": title, "subtitle": None}
        return TemplateResponse(
            request, f"admin/articles/article/{template}", {**everywhere, **about, **context}
        )

    def _fetch(self, request: HttpRequest, document: ImportedDocument) -> HttpResponse:
        """Fetch the ticked pictures, outside of a transaction: other servers take their time."""
        ticked = set(request.POST.getlist("picture"))
        wanted = [
            media
            for number, media in enumerate(Proposal.from_json(document.proposal).media)
            if str(number) in ticked and fetching.may_be_fetched(media)
        ]
        waiting = sum(len(text) for text in document.enclosed.values()) * 3 // 4
        found = fetching.fetch_pictures(wanted, fetching.MOST_BYTES - waiting)
        with transaction.atomic():
            locked = ImportedDocument.objects.select_for_update().filter(pk=document.pk).first()
            if locked is None:
                raise Http404
            locked.enclosed |= _in_base64(found.pictures)
            locked.save(update_fields=["enclosed", "changed_at"])
            self._keep_opening(request, locked)
        if not wanted:
            messages.error(request, _("Tick the pictures that are to be fetched."))
        if count := len(found.pictures):
            sentence = ngettext("%d picture was fetched.", "%d pictures were fetched.", count)
            messages.success(request, sentence % count)
        for failure in found.failures:
            messages.error(request, failure)
        return HttpResponseRedirect(f"{_outline_of(document)}#media")

    def _keep_opening(self, request: HttpRequest, document: ImportedDocument) -> None:
        proposal = Proposal.from_json(document.proposal)
        try:
            _keep(document, proposal, _with_opening(proposal, request))
        except rearranging.CannotDo as refusal:
            messages.error(request, str(refusal))

    @transaction.atomic
    def _change(self, request: HttpRequest, document: ImportedDocument) -> HttpResponse:
        act, _colon, where = request.POST.get("act", "keep").partition(":")
        if act == "forget":
            document.delete()
            messages.success(request, _("“%s” was thrown away.") % document.name)
            return HttpResponseRedirect(reverse("admin:articles_article_import"))
        proposal = Proposal.from_json(document.proposal)
        if act == "undo":
            if document.before:
                document.proposal = document.before.pop()
                document.save(update_fields=["proposal", "before", "changed_at"])
            return HttpResponseRedirect(_outline_of(document))
        try:
            changed = _with_opening(proposal, request)
            if act not in ("keep", "make"):
                number, _colon, value = where.partition(":")
                chosen = request.POST.get(f"choice-{act}-{number}", value)
                changed = rearranging.rearrange(
                    changed, act, int(number) if number.isdigit() else -1, chosen
                )
            _keep(document, proposal, changed)
            if act == "make":
                return self._make(request, document, changed)
        except (rearranging.CannotDo, desk.Refused) as refusal:
            messages.error(request, str(refusal))
        at = f"#part-{where.partition(':')[0]}" if act in PART_ACTS else ""
        return HttpResponseRedirect(f"{_outline_of(document)}{at}")

    def _make(
        self, request: HttpRequest, document: ImportedDocument, proposal: Proposal
    ) -> HttpResponse:
        enclosed = {name: base64.b64decode(text) for name, text in document.enclosed.items()}
        note = _("Imported from %s") % document.name[:100]
        with transaction.atomic():
            wishes = desk.Wishes(by=request.user, always_new=True, note=note)
            written = desk.write(proposal, wishes, enclosed)
            document.delete()
        self.log_addition(request, written.article, note)
        messages.success(request, _("“%s” is a draft now.") % written.article.title)
        return HttpResponseRedirect(form_of(written.article))


OPENING = {"title", "excerpt", "takeaways_heading", "faq_heading"}
PART_ACTS = {"raise", "lower", "kind", "join", "split"}


def _in_base64(pictures: dict[str, bytes]) -> dict[str, str]:
    return {name: base64.b64encode(content).decode() for name, content in pictures.items()}


def _outline_of(document: ImportedDocument) -> str:
    return reverse("admin:articles_article_outline", args=[document.pk])


def _with_opening(proposal: Proposal, request: HttpRequest) -> Proposal:
    """Title and excerpt as they stand in the form that every button sends along."""
    if "title" not in request.POST:
        return proposal
    form = OutlineForm(request.POST)
    if not form.is_valid():
        words = [message for found in form.errors.values() for message in found]
        raise rearranging.CannotDo(" ".join(words))
    return replace(proposal, **form.cleaned_data)


def _keep(document: ImportedDocument, before: Proposal, after: Proposal) -> None:
    if after == before:
        return
    if len(str(document.proposal)) <= LARGEST_STEPS:
        document.before = [*document.before, document.proposal][-KEPT_STEPS:]
    document.proposal = after.to_json()
    document.save(update_fields=["proposal", "before", "changed_at"])


def _parts(proposal: Proposal) -> list[dict[str, Any]]:
    """Each part with what can be done to it."""
    parts = rearranging.parts_of(proposal)
    first = next((part for part in parts if part.kind == "section"), None)
    shown = []
    for number, part in enumerate(parts):
        above = parts[number - 1] if number else None
        blocks = [rearranging.plain(block) for block in part.blocks]
        start = 1 if part.kind == "question" else 0
        shown.append(
            {
                "number": number,
                "part": part,
                "can_lower": part.kind == "section" and part.level == 2 and part is not first,
                "can_raise": part.kind == "section" and part.level == 3,
                "can_join": above is not None
                and (above.kind == part.kind or (above.kind, part.kind) == JOINED),
                "pieces": [] if part.kind == "takeaway" else list(enumerate(blocks))[start:],
                "percent": round(part.confidence * 100),
                "guesses": [decision for _what, decision in part.decisions if decision.is_guess],
            }
        )
    return shown


JOINED = ("introduction", "section")


def _choices() -> list[tuple[str, str]]:
    return [
        ("text", _("Section")),
        ("steps", _("Step")),
        ("easier", _("Easier")),
        ("harder", _("Harder")),
        ("story", _("Story")),
        ("conclusion", _("Conclusion")),
        ("takeaway", _("Takeaway")),
        ("question", _("Question")),
        ("introduction", _("Introduction")),
        ("excerpt", _("Excerpt")),
    ]


def _places() -> list[tuple[str, str]]:
    return [
        ("text", _("To the part above")),
        ("section", _("As a section")),
        ("takeaway", _("As a takeaway")),
        ("introduction", _("To the introduction")),
    ]
