"use strict";
// Shows /openapi.json as a page. All text goes in as text, never as markup.
function element(tag, className, text) {
  const e = document.createElement(tag);
  if (className) e.className = className;
  if (text !== undefined) e.textContent = text;
  return e;
}

function example(content) {
  const kind = Object.keys(content)[0];
  const value = content[kind].example;
  return value === undefined ? null : typeof value === "string" ? value : JSON.stringify(value, null, 2);
}

function show(document_) {
  const list = document.getElementById("routes");
  list.textContent = document_.info.description;
  for (const [path, methods] of Object.entries(document_.paths)) {
    for (const [method, route] of Object.entries(methods)) {
      const card = element("section", "card");
      const title = element("h2");
      title.append(element("span", "method", method.toUpperCase()), " ", path);
      card.append(title, element("p", "", route.summary));
      for (const parameter of route.parameters || [])
        card.append(element("p", "quiet", parameter.name + " (" + parameter.in + "): " + (parameter.description || "")));
      card.append(element("pre", "", route["x-curl"]));
      const good = route.responses["200"];
      const text = good && good.content ? example(good.content) : null;
      if (text) card.append(element("pre", "quiet", text));
      list.append(card);
    }
  }
}

fetch("/openapi.json").then((r) => r.json()).then(show)
  .catch((error) => { document.getElementById("routes").textContent = "Cannot load the routes: " + error.message; });
