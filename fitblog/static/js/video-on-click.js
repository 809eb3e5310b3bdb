// <video-on-click>: puts the player where its picture was. Until then nothing is asked of its site.

// The site plays only for a page that says where it is; the path stays our own.
const FRAME = {
  allow: "autoplay; encrypted-media; fullscreen; picture-in-picture",
  referrerPolicy: "strict-origin-when-cross-origin",
  className: "video__frame",
};
const MAY = ["allow-scripts", "allow-same-origin", "allow-popups", "allow-presentation"];

class VideoOnClick extends HTMLElement {
  connectedCallback() {
    const link = this.querySelector("a");
    if (!link || link.role === "button") return;
    link.role = "button";
    link.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return; // wanted in a tab of its own
      event.preventDefault();
      this.play(link);
    });
    link.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      this.play(link);
    });
  }

  play(link) {
    const frame = document.createElement("iframe");
    frame.sandbox.add(...MAY);
    Object.assign(frame, FRAME, { title: link.querySelector(".video__words > span").lastChild.data, src: this.dataset.player });
    link.replaceWith(frame);
    frame.focus();
  }
}

customElements.define("video-on-click", VideoOnClick);
