"""An emulator that serves its own twin too, in sandboxes of another name."""

from collections.abc import Iterator

import pytest

from tests.running import running
from tests.verifying.twin import Twin


@pytest.fixture(scope="package")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Twin]]:
    """(root URL, twin)."""
    twin = Twin(None)

    def around(app: object) -> Twin:
        twin.app = app
        return twin

    with running(tmp_path_factory.mktemp("twin"), around=around, litmos_rate_limit=None, job_mode="step") as (root, _):
        yield root, twin


@pytest.fixture
def twin(served: tuple[str, Twin]) -> Iterator[Twin]:
    """The twin, whole at first."""
    served[1].alter = None
    served[1].asked.clear()
    yield served[1]
    served[1].alter = None


@pytest.fixture
def root(served: tuple[str, Twin], twin: Twin) -> str:
    """The root URL of the emulator."""
    return served[0]
