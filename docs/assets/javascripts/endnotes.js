// On paper nothing opens: before printing, the definitions of the page's terms are set as notes at its end.

export function mount(root, signal) {
  let notes;
  const add = () => {
    remove();
    const templates = [...root.querySelectorAll("template[id^=card-term-]")];
    const article = root.querySelector("article, main, [role=main]");
    if (!article || !templates.length) return;
    notes = document.createElement("section");
    notes.className = "endnotes";
    const heading = document.createElement("h2");
    heading.textContent = document.getElementById("card-words")?.dataset.termsHere ?? "Terms on this page";
    const list = document.createElement("dl");
    for (const { content } of templates) {
      const term = document.createElement("dt");
      const definition = document.createElement("dd");
      term.append(...content.querySelector(".card__term").cloneNode(true).childNodes);
      for (const part of content.querySelectorAll(".card__definition, .card__source")) definition.append(...part.cloneNode(true).childNodes, " ");
      list.append(term, definition);
    }
    notes.append(heading, list);
    article.append(notes);
  };
  const remove = () => notes?.remove();
  addEventListener("beforeprint", add, { signal });
  addEventListener("afterprint", remove, { signal });
  signal.addEventListener("abort", remove);
}
