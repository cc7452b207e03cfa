// Starts Swagger UI with the documents that the page names.
"use strict";

const place = document.getElementById("swagger-ui");
const documents = JSON.parse(place.dataset.documents);
// Swagger UI writes the chosen one into the address by this name, and does not read it there.
const asked = new URLSearchParams(location.search).get("urls.primaryName");
const chosen = documents.find(({ title }) => title === asked) ?? documents[0];

function start() {
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
}

// Where courses share the emulator's address, a browser takes the page for one of no origin: it may not even read the documents.
if (self.origin === "null") {
  document.getElementById("no-script").hidden = true;
  document.getElementById("fenced").hidden = false;
} else {
  start();
}
