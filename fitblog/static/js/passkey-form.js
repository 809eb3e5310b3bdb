// <passkey-form>: lets the browser make or use a passkey, and sends its form with the answer.
// The options for that come with the page; signing in asks the form's own address for them.

class PasskeyForm extends HTMLElement {
  connectedCallback() {
    if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) return; // stays hidden
    this.hidden = false;
    this.form = this.querySelector("form");
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask();
    });
  }

  async ask() {
    this.say("");
    try {
      const credential = this.dataset.act === "create" ? await this.create() : await this.get();
      this.form.elements.credential.value = JSON.stringify(credential);
      this.form.submit();
    } catch {
      this.say(this.dataset.failed); // refused, timed out, or no passkey for this site
    }
  }

  async get() {
    const { request_options: { publicKey } } = await this.options();
    return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
  }

  async create() {
    const { creation_options: { publicKey } } = await this.options();
    if (this.form.elements.passwordless?.checked) {
      Object.assign(publicKey.authenticatorSelection, {
        residentKey: "required", requireResidentKey: true, userVerification: "required",
      });
    }
    return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) });
  }

  async options() {
    const onPage = this.querySelector("script");
    if (onPage) return JSON.parse(onPage.textContent);
    const answer = await fetch(this.form.action, { headers: { Accept: "application/json" } });
    return answer.json();
  }

  say(sentence) {
    this.querySelector("[role=status]").textContent = sentence;
  }
}

customElements.define("passkey-form", PasskeyForm);
