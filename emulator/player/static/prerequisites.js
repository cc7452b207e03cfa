/* Whether prerequisites are met: AICC script, which SCORM 1.2 took over (CAM 2.3.5.4.1), over the statuses of a course's items.

   A & B, A | B, ~A, (A), A = "passed", A <> "passed" (a status by its first letter too), {A, B} all of them, 2*{A, B, C} that many of them.
   An item alone is met when it is passed or completed. What names no item, and what is no script, locks nothing. */
"use strict";

window.prerequisitesMet = (script, statuses) => {
  const tokens = script.match(/"[^"]*"|<>|[=&|~(){},*]|[^\s=&|~(){},*<>"]+|./g).filter((token) => token.trim());
  const words = { AND: "&", OR: "|", NOT: "~" };
  let at = 0;

  const peek = () => words[String(tokens[at]).toUpperCase()] || tokens[at];
  const take = (wanted) => {
    if (peek() !== wanted) throw new SyntaxError(`${wanted} expected, not ${tokens[at]}`);
    at += 1;
  };
  const isName = (token) => token !== undefined && !/^(<>|[=&|~(){},*<>])$/.test(token);
  const bare = (token) => token.replace(/^"(.*)"$/, "$1");

  function either() {
    let met = both();
    while (peek() === "|") { at += 1; met = both() || met; }
    return met;
  }

  function both() {
    let met = one();
    while (peek() === "&") { at += 1; met = one() && met; }
    return met;
  }

  function one() {
    if (peek() === "~") { at += 1; return !one(); }
    if (peek() === "(") {
      at += 1;
      const met = either();
      take(")");
      return met;
    }
    if (peek() === "{") return members().every(Boolean);
    if (/^\d+$/.test(peek()) && tokens[at + 1] === "*") {
      const count = Number(tokens[at]);
      at += 2;
      return members().filter(Boolean).length >= count;
    }
    if (!isName(peek())) throw new SyntaxError(`an item expected, not ${tokens[at]}`);
    return item(bare(tokens[at++]));
  }

  function members() {
    const found = [];
    take("{");
    while (peek() !== "}") {
      found.push(either());
      if (peek() !== "}") take(",");
    }
    take("}");
    return found;
  }

  function item(name) {
    const isKnown = Object.hasOwn(statuses, name);
    const operator = peek();
    if (operator !== "=" && operator !== "<>") return !isKnown || ["passed", "completed"].includes(statuses[name]);
    at += 1;
    const said = [];
    while (at < tokens.length && /^("[^"]*"|\w+)$/.test(tokens[at]) && !(said.length && words[tokens[at].toUpperCase()])) said.push(bare(tokens[at++]));
    if (!said.length) throw new SyntaxError("a status expected");
    if (!isKnown) return true;
    const wanted = said.join(" ").trim().toLowerCase();
    const isSame = wanted.length === 1 ? statuses[name].startsWith(wanted) : statuses[name] === wanted;
    return isSame === (operator === "=");
  }

  try {
    const met = either();
    if (at < tokens.length) throw new SyntaxError(`nothing more expected than ${tokens[at - 1]}`);
    return met;
  } catch (error) {
    console.warn(`prerequisites ${script}: ${error.message}`);
    return true;
  }
};
