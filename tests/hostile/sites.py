"""Hostile parties: a page of another site, and a course that somebody uploaded."""

import io
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MANIFEST = """<manifest identifier="m" version="1" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
 xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"><metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
<organizations default="o"><organization identifier="o"><title>Hostile</title>
<item identifier="i" identifierref="r"><title>One</title></item></organization>
</organizations><resources>
<resource identifier="r" type="webcontent" adlcp:scormtype="sco" href="i.html"><file href="i.html"/>
</resource></resources></manifest>"""
PAGE = "<!doctype html><meta charset='utf-8'><title>Hostile</title><p id='ready'>ready</p>"

# What a page tries: each answers what it got hold of, or why not.
TRIES = """
async ([what, url, options]) => {
  const words = (error) => `refused: ${error.name}`;
  const waited = (ms) => new Promise((done) => setTimeout(done, ms));
  const arrived = async (find) => {  // the empty document that is there first says nothing
    for (let tries = 0; tries < 50; tries += 1) {
      await waited(100);
      try { const found = find(); if (found.URL !== "about:blank" && found.readyState === "complete") return; }
      catch (error) { return; }
    }
  };
  if (what === "fetch") {
    try {
      const response = await fetch(url, options);
      return `${response.type} ${response.status} ${await response.text()}`;
    } catch (error) { return words(error); }
  }
  if (what === "frame") {
    const frame = document.createElement("iframe");
    frame.src = url;
    document.body.append(frame);
    await arrived(() => frame.contentDocument);
    try { return frame.contentDocument.documentElement.outerHTML; } catch (error) { return words(error); }
    finally { frame.remove(); }
  }
  if (what === "window") {
    const opened = window.open(url);
    await arrived(() => opened.document);
    try { return opened.document.documentElement.outerHTML; } catch (error) { return words(error); }
    finally { if (opened) opened.close(); }
  }
  if (what === "through") {  // a page of theirs does it
    const opened = window.open(url);
    await arrived(() => opened.document);
    try {
      const response = await opened.fetch(options.to, options);
      return `${response.type} ${response.status} ${await response.text()}`;
    } catch (error) { return words(error); } finally { if (opened) opened.close(); }
  }
  if (what === "form") {
    const form = document.createElement("form");
    form.action = url; form.method = "post"; form.enctype = "text/plain"; form.target = "sink";
    const sink = document.createElement("iframe");
    sink.name = "sink";
    const field = document.createElement("input");
    field.name = options.name; field.value = options.value;
    form.append(field); document.body.append(sink, form);
    form.submit();
    await waited(400);
    return "sent";
  }
  if (what === "beacon") return String(navigator.sendBeacon(url, options.body));
}
"""


def course() -> bytes:
    """A course of one page, which does what a test tells it to."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("imsmanifest.xml", MANIFEST)
        archive.writestr("i.html", PAGE)
    return buffer.getvalue()


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = PAGE.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        pass


@contextmanager
def site() -> Iterator[int]:
    """A site of its own on this machine; gives its port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
