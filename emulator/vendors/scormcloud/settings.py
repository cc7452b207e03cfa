"""The settings of SCORM Cloud in a sandbox."""

from pydantic import BaseModel, Field


class ScormCloudSettings(BaseModel):
    """Settings that an account's owner has in the vendor's console."""

    scormcloud_learner_deletion: bool = Field(
        default=False,
        description="SCORM Cloud: whether applications may delete all data of a learner; off is the vendor's default.",
    )
