"""JSON with comments, written as YAML with the same comments."""

import re

_TOKEN = re.compile(r'//[^\n]*|"(?:\\.|[^"\\])*"|\{\s*\}|\[\s*\]|[{}\[\],:\n]|[^\s{}\[\],:"/]+')
_PLAIN = re.compile(r'"([A-Za-z]\w+)"')
_NOT_PLAIN = ("yes", "no", "on", "off", "true", "false", "null")


def as_yaml(text: str) -> str:
    """The document in block form. Values stay as they are, for YAML reads them as JSON does."""
    return "\n".join(_lines(_TOKEN.findall(text))) + "\n"


def _lines(signs: list[str]) -> list[str]:
    lines: list[str] = []
    around: list[str] = []  # the lists and objects that are open
    key = dash = ""  # what the next value stands behind
    for number, sign in enumerate(signs):
        indent = "  " * (len(around) - 1)
        if sign == "\n":
            if number and signs[number - 1] == "\n":
                lines.append("")
        elif sign.startswith("//"):
            words = f"#{sign[2:]}".rstrip()
            if dash or number == 0 or signs[number - 1] == "\n":
                lines.append(indent[len(dash) :] + words)
            else:
                lines[-1] += f"  {words}"
        elif signs[number + 1 : number + 2] == [":"]:
            key = f"{_key(sign)}:"
        elif sign in ("{", "["):
            if key:
                lines.append(indent[len(dash) :] + dash + key)
                key = dash = ""
            elif around:
                dash += "- "
            around.append(sign)
        elif sign in ("}", "]"):
            around.pop()
        elif sign not in (",", ":"):
            lines.append(indent[len(dash) :] + dash + (f"{key} {sign}" if key else f"- {sign}"))
            key = dash = ""
    return lines


def _key(sign: str) -> str:
    plain = _PLAIN.fullmatch(sign)
    return plain[1] if plain and plain[1].lower() not in _NOT_PLAIN else sign
