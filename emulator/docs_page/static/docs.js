// Starts Swagger UI with the documents that the page names, and keeps the chosen one in the address.
"use strict";

const place = document.getElementById("swagger-ui");
const documents = JSON.parse(place.dataset.documents);
const asked = new URLSearchParams(location.search).get("document");
const chosen = documents.find(({ name }) => name === asked) ?? documents[0];

// A browser takes the page for one of no origin where courses share the emulator's: then nothing may be sent from it.
if (self.origin === "null") {
  document.getElementById("fenced").hidden = false;
}

SwaggerUIBundle({
  domNode: place,
  urls: documents.map(({ title, url }) => ({ name: title, url })),
  "urls.primaryName": chosen.title,
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  plugins: [{ components: { Logo: () => "lms-emulator" } }], // Swagger's own needs a style that the page's policy forbids
  layout: "StandaloneLayout",
  validatorUrl: null, // the default is a server on the internet
  deepLinking: true,
  docExpansion: "none",
  displayRequestDuration: true,
  filter: true,
});

place.addEventListener("change", ({ target }) => {
  const next = target.id === "select" && documents.find(({ url }) => url === target.value);
  if (next) {
    history.replaceState(null, "", `?document=${next.name}`);
  }
});
