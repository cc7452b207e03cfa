"""A platform for each test."""

from collections.abc import Iterator

import pytest

from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.vendors.scormcloud.lti.platform import Platform, platform_of


@pytest.fixture
def platform(cloud: ScormCloudClient) -> Iterator[Platform]:
    """A platform that is registered for the destination D1 of the dispatch X1."""
    with platform_of(cloud) as found:
        yield found
