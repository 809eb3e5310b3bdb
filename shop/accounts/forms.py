from allauth.account.forms import LoginForm
from django.utils.translation import gettext_lazy as _


class SignInForm(LoginForm):
    """With a password, or without: then a code is mailed."""

    def _setup_password_field(self) -> None:
        password = self.fields["password"]
        password.required = False
        password.help_text = _("Leave it empty, and we mail you a code instead.")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
