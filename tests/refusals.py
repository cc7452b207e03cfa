"""Refusals of what is no vendor's API: each helper holds the status and the form, and returns the words."""

import re
from html import unescape

import httpx


def control_refusal(response: httpx.Response, status: int) -> str:
    """The words of the control API, and of the gate before everything that is no vendor's."""
    assert (response.status_code, response.headers["content-type"]) == (status, "application/json"), response.text
    assert list(response.json()) == ["error"], response.text
    words: str = response.json()["error"]
    return words


def player_refusal(response: httpx.Response, status: int) -> str:
    """The words of the player to the script of its page."""
    assert (response.status_code, response.headers["content-type"]) == (status, "application/json"), response.text
    assert list(response.json()) == ["result", "error"], response.text
    assert response.json()["result"] is False
    words: str = response.json()["error"]
    return words


def text_refusal(response: httpx.Response, status: int) -> str:
    """The words of an answer that is nothing but words."""
    kind = "text/plain; charset=utf-8"
    assert (response.status_code, response.headers["content-type"]) == (status, kind), response.text
    return response.text.removesuffix("\n")


def page_refusal(response: httpx.Response, status: int) -> str:
    """The title and the words of a page that tells one thing (pages/message.html), as one text."""
    kind = "text/html; charset=utf-8"
    assert (response.status_code, response.headers["content-type"]) == (status, kind), response.text
    title, words = re.search(r'<h1>(.*?)</h1>\s*<p class="soft">(.*?)</p>', response.text, re.DOTALL).groups()  # type: ignore[union-attr]
    return unescape(re.sub("<[^>]+>", "", f"{title}. {words}"))
