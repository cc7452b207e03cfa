"""The rules of self sign-up tokens."""

from sqlalchemy import bindparam, select

from emulator.sandbox.world import World
from emulator.store.parts import having
from emulator.store.search import contains, pattern_of
from emulator.vendors.litmos.activities import note
from emulator.vendors.litmos.errors import BadRequest, SelfSignUpOff, TokenNotFound, TooManyTokens
from emulator.vendors.litmos.ids import new_id
from emulator.vendors.litmos.rows import Row, Statement, Table
from emulator.vendors.litmos.settings import settings_of
from emulator.vendors.litmos.stamps import stamped, touched
from emulator.vendors.litmos.tables import LitmosCourse, LitmosLearningPath, LitmosListing, LitmosTeam, LitmosToken
from emulator.vendors.litmos.wire.page import Page

MOST = 100  # in one request (documented)
TARGETS: dict[int, type[Table]] = {1: LitmosCourse, 2: LitmosTeam, 3: LitmosLearningPath, 4: LitmosListing}
"""What a TokenTypeId is one of, by TokenType (documented)."""

_LIST = Statement(
    select(*LitmosToken.__table__.c)
    .where(contains(LitmosToken.token_code, "search"))
    .order_by(LitmosToken.number)
    .limit(bindparam("limit"))
    .offset(bindparam("start"))
)


def find_all(world: World, page: Page) -> list[Row]:
    """A page of the tokens; a search looks into their codes (inferred)."""
    _check_feature(world)
    return world.work.all(_LIST, search=pattern_of(page.search or ""), start=page.start, limit=page.limit)


def find(world: World, tokenid: str) -> Row:
    """A token by Id, with its expiration in the format of the vendor's page for a single token. 403 if there is none (documented)."""
    _check_feature(world)
    row = world.work.get(LitmosToken, token_id=tokenid)
    if row is None:
        raise TokenNotFound()
    expiration = row["token_expiration"]
    return {**row, "token_expiration": expiration and expiration.strftime("%Y-%m-%d %H:%M:%S")}


def create(world: World, body: list[Row]) -> None:
    """Create tokens, all or none. 400 for a code that is taken or a target that does not exist (inferred)."""
    _check(world, body)
    for entry in body:
        _check_code(world, entry, None)
        note(world, "settings", "Token Created", "Token", _noted(store_new(world, entry)), category="Self Sign Up")


def update(world: World, body: list[Row]) -> None:
    """Change tokens, all or none: each by its TokenId or, without one, its TokenCode (inferred)."""
    _check(world, body)
    for entry in body:
        code = entry["token_code"].lower()
        token_id = entry.get("token_id")
        row = world.work.get(LitmosToken, **({"token_id": token_id} if token_id else {"token_code_folded": code}))
        if row is None:
            raise TokenNotFound()
        _check_code(world, entry, row)
        members = having(entry, entry.keys() - {"token_id"})
        changes: Row = {**members, "token_code_folded": code, **touched(world)}
        world.work.update(LitmosToken, {"token_id": row["token_id"]}, changes)
        note(world, "settings", "Token Updated", "Token", _noted({**row, **changes}), category="Self Sign Up")


def store_new(world: World, entry: Row, token_id: str | None = None) -> Row:
    """Add the row of a token."""
    row: Row = {
        "token_id": token_id or new_id(world.ids),
        "number": world.ids.number("litmos.token"),
        "token_code": entry["token_code"],
        "token_code_folded": entry["token_code"].lower(),
        "token_type": entry["token_type"],
        "token_type_id": entry.get("token_type_id") or "",
        "active": entry.get("active") is not False,
        "maximum_activations": entry.get("maximum_activations") or 0,
        "token_expiration": entry.get("token_expiration"),
        **stamped(world),
    }
    world.work.insert(LitmosToken, row)
    return row


def check(world: World, entry: Row) -> None:
    """Check the values of a token."""
    if not entry.get("token_code"):
        raise BadRequest("TokenCode is required")
    if entry.get("token_type") not in TARGETS:
        raise BadRequest("TokenType must be 1, 2, 3 or 4")
    if (entry.get("maximum_activations") or 0) < 0:
        raise BadRequest("MaximumActivations must be at least 0")
    target = entry.get("token_type_id")
    if target and world.work.get(TARGETS[entry["token_type"]], id=target) is None:
        raise BadRequest(f"TokenTypeId {target} does not exist")


def _check(world: World, body: list[Row]) -> None:
    _check_feature(world)
    if len(body) > MOST:
        raise TooManyTokens()
    if not body:
        raise BadRequest("there is no token in it")
    for entry in body:
        check(world, entry)


def _check_code(world: World, entry: Row, own: Row | None) -> None:
    other = world.work.get(LitmosToken, token_code_folded=entry["token_code"].lower())
    if other is not None and (own is None or other["token_id"] != own["token_id"]):
        raise BadRequest(f"the TokenCode {entry['token_code']} is taken")


def _check_feature(world: World) -> None:
    if not settings_of(world).litmos_self_sign_up:
        raise SelfSignUpOff("the sandbox's setting litmos_self_sign_up is off")


def _noted(row: Row) -> Row:
    return {"id": row["token_id"], "name": row["token_code"]}
