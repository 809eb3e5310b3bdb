"""What a reviewer decides about a guide."""

from typing import Any

from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import reviewing
from articles.forms import DayInput
from articles.models import Article, Author, ReviewStep


class ReviewForm(forms.Form):
    """Two buttons: `_approve` needs the reviewer and the days, `_return` needs a comment."""

    reviewer = forms.ModelChoiceField(
        Author.objects.none(), label=gettext_lazy("Reviewed by"), required=False
    )
    credentials = forms.CharField(
        label=gettext_lazy("Credentials"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Kept as they are today. Empty: as the reviewer’s own page says."),
    )
    reviewed_on = forms.DateField(
        label=gettext_lazy("Reviewed on"), required=False, widget=DayInput
    )
    due_on = forms.DateField(label=gettext_lazy("Next review due"), required=False, widget=DayInput)
    comment = forms.CharField(
        label=gettext_lazy("Comment"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("For whoever wrote it; readers do not see it."),
    )

    def __init__(self, *args: Any, article: Article, user: AbstractBaseUser) -> None:
        super().__init__(*args, label_suffix="")
        self.article, self.user = article, user
        people = reviewers(user).exclude(pk=article.author_id)
        self.fields["reviewer"].queryset = people
        own = next((one for one in people if one.user_id == user.pk), None)
        today = timezone.localdate()
        self.initial = {
            "reviewer": own,
            "credentials": own.credentials if own else "",
            "reviewed_on": today,
            "due_on": reviewing.next_due(today),
        }

    @property
    def can_approve(self) -> bool:
        """There is a name under which this user may review this guide."""
        return self.fields["reviewer"].queryset.exists()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "_approve" in self.data:
            self._clean_approval(cleaned)
        elif "_return" not in self.data:
            self.add_error(None, _("Choose one: approve, or return."))
        elif not cleaned.get("comment", "").strip() and "comment" not in self.errors:
            self.add_error("comment", _("Say what is to be done."))
        return cleaned

    def _clean_approval(self, cleaned: dict[str, Any]) -> None:
        reviewed_on, due_on = cleaned.get("reviewed_on"), cleaned.get("due_on")
        if not cleaned.get("reviewer") and "reviewer" not in self.errors:
            self.add_error("reviewer", _("Choose who reviewed it."))
        if not reviewed_on:
            if "reviewed_on" not in self.errors:
                self.add_error("reviewed_on", _("Say when it was reviewed."))
            return
        if reviewed_on > timezone.localdate():
            self.add_error("reviewed_on", _("That day is still to come."))
        if due_on and due_on <= reviewed_on:
            self.add_error("due_on", _("The next review is due after this one."))

    def decide(self) -> ReviewStep:
        """Raises ValidationError, worded for the reviewer; see reviewing.py."""
        facts, by = self.cleaned_data, self.user
        if "_return" in self.data:
            return reviewing.send_back(self.article, by=by, comment=facts["comment"])
        review = reviewing.Review(
            facts["reviewer"], facts["reviewed_on"], facts["credentials"], facts["due_on"]
        )
        return reviewing.approve(self.article, review, by=by, comment=facts["comment"])

    def say(self, refusal: ValidationError) -> None:
        self.add_error(None, refusal)


def reviewers(user: AbstractBaseUser) -> QuerySet[Author]:
    """The names under which this user may review: their own, or any for who keeps the authors."""
    if user.has_perm("articles.change_author"):
        return Author.objects.all()
    return Author.objects.filter(user=user)
