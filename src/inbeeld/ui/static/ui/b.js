// The check, one question at a time, and its answer in place: the address never changes, so the history
// keeps one row and nothing that was answered. Without scripts all questions stand on one page.
(() => {
  "use strict";
  const main = document.getElementById("inhoud");
  const wrong = main.querySelector("[data-errors]")?.dataset.title;
  const plainTitle = document.title.replace(`${wrong}: `, "");

  const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  const start = () => {
    document.title = plainTitle;
    for (const button of main.querySelectorAll("[data-print]")) {
      button.hidden = false;
      button.addEventListener("click", () => print());
    }
    for (const button of main.querySelectorAll("[data-copy]")) copies(button);
    for (const form of main.querySelectorAll("form:not([data-leaves])")) {
      if (form.querySelector("[data-step]")) new Walk(form).begin();
      else sendsInPlace(form);
    }
  };

  const copies = (button) => {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const said = button.nextElementSibling;
      try {
        await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).innerText);
        said.textContent = button.dataset.done;
      } catch {
        said.textContent = button.dataset.failed;
      }
    });
  };

  const send = async (form, button) => {
    const body = new URLSearchParams(new FormData(form, button));
    let answer;
    try {
      answer = await fetch(form.action, { method: "POST", body, credentials: "omit", cache: "no-store" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      main.replaceChildren(...document.adoptNode(page.getElementById("inhoud")).childNodes);
    } catch {
      form.submit();
      return;
    }
    scrollTo(0, 0);
    start();
    if (!main.querySelector("[data-step]")) focusOn(main.querySelector("h1"));
  };

  const sendsInPlace = (form) => {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(form, event.submitter);
    });
  };

  const focusOn = (element) => {
    element.tabIndex = -1;
    element.focus();
  };

  const answered = (step) => step.querySelector("input:checked");
  const isQuestion = (step) => Boolean(step.querySelector("input"));

  // One walk through the steps of a form. A step is the opening, or a question with its answers.
  class Walk {
    constructor(form) {
      this.form = form;
      this.steps = [...form.querySelectorAll("[data-step]")];
      this.next = form.querySelector("[data-next]");
      this.words = this.next.querySelector("[data-words]");
      this.lastWords = this.words.textContent;
      this.back = form.querySelector("[data-back]");
      this.stop = form.querySelector("[data-stop]");
      this.progress = form.querySelector("[data-progress]");
      this.errors = main.querySelector("[data-errors]");
      this.at = 0;
    }

    get step() {
      return this.steps[this.at];
    }

    // A question that only makes sense after a yes is passed over without one.
    asked(step) {
      const after = step.dataset.after;
      const before = after && this.form.querySelector(`[data-step="${after}"]`);
      return !after || ["a", "b", "c"].includes(answered(before)?.value);
    }

    from(place, way) {
      let there = place + way;
      while (this.steps[there] && !this.asked(this.steps[there])) there += way;
      return there;
    }

    show(place, focus) {
      this.at = place;
      this.errors.hidden = true;
      document.title = plainTitle;
      const question = isQuestion(this.step);
      for (const part of main.querySelectorAll("[data-opening]")) part.hidden = question;
      for (const step of this.steps) {
        step.hidden = step !== this.step;
        step.querySelector("[data-heading]")?.setAttribute("aria-level", step.hidden ? "2" : "1");
      }
      this.count(question);
      this.label(question);
      if (!focus) return;
      scrollTo(0, 0);
      focusOn(question ? this.step.querySelector("[data-heading]") : main.querySelector("h1"));
    }

    count(question) {
      const questions = this.steps.filter((step) => isQuestion(step) && this.asked(step));
      const values = { n: questions.indexOf(this.step) + 1, m: questions.length };
      this.progress.hidden = !question || questions.length < 2;
      this.progress.textContent = say(this.progress.dataset.progress, values);
    }

    label(question) {
      this.back.hidden = this.from(this.at, -1) < 0;
      this.stop.hidden = !question || "first" in this.form.dataset;
      const last = this.from(this.at, 1) >= this.steps.length;
      const words = last ? this.lastWords : this.next.dataset.next;
      this.words.textContent = question ? words : this.next.dataset.begin;
    }

    complain() {
      const words = this.step.dataset.error;
      const link = this.errors.querySelector("a");
      link.textContent = words;
      link.href = `#${this.step.querySelector("input").id}`;
      this.errors.hidden = false;
      const field = this.step.querySelector("[data-field-error]");
      field.textContent = words;
      field.hidden = false;
      document.title = `${this.errors.dataset.title}: ${plainTitle}`;
      focusOn(this.errors);
    }

    go(button) {
      if (button === this.stop) return send(this.form, this.stop);
      if (isQuestion(this.step) && !answered(this.step)) return this.complain();
      const there = this.from(this.at, 1);
      return there < this.steps.length ? this.show(there, true) : send(this.form, this.next);
    }

    begin() {
      this.form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.go(event.submitter);
      });
      this.back.addEventListener("click", () => this.show(this.from(this.at, -1), true));
      this.form.addEventListener("change", () => {
        const field = this.step.querySelector("[data-field-error]");
        if (field) field.hidden = true;
      });
      // To the answers without a change of the address: a code in it would stay in the history.
      this.errors.querySelector("a").addEventListener("click", (event) => {
        event.preventDefault();
        this.step.querySelector("input").focus();
      });
      const told = main.querySelector("[data-server-errors]");
      if (told) told.hidden = true;
      const first = "resume" in this.form.dataset ? this.steps.findIndex(isQuestion) : 0;
      this.show(first, main.querySelector("[data-swapped]") !== null);
    }
  }

  // What is folded on the screen is read on paper.
  addEventListener("beforeprint", () => {
    for (const folded of document.querySelectorAll("details")) folded.open = true;
  });

  start();
})();
