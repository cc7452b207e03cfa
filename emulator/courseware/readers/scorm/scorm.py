"""SCORM 1.2 and SCORM 2004, 2nd to 4th edition: packages with an imsmanifest.xml."""

from emulator.courseware.package.archive import Archive
from emulator.courseware.package.content import PackageContent, locate
from emulator.courseware.package.package import Activity, CoursePackage
from emulator.courseware.package.refused import PackageRefused
from emulator.courseware.readers.manifests import capped, parse_manifest
from emulator.courseware.readers.scorm.scorm_edition import tell_standard
from emulator.courseware.readers.scorm.scorm_metadata import read_metadata
from emulator.courseware.readers.scorm.scorm_organization import default_organization, read_organization
from emulator.courseware.readers.scorm.scorm_resources import Resource, missing_files, read_resources

MANIFEST = "imsmanifest.xml"


class ScormReader:
    """Reads the manifest, including sequencing."""

    def find(self, archive: Archive) -> PackageContent | None:
        """The folder that imsmanifest.xml lies in."""
        return locate(archive, MANIFEST)

    def read(self, content: PackageContent) -> CoursePackage:
        """The default organization with its launch addresses, each checked against the archive."""
        manifest = parse_manifest(content.read(content.manifest_path), content.manifest_path, "manifest")
        warnings = content.warnings()
        standard = tell_standard(manifest, warnings)
        resources = read_resources(manifest, warnings)
        organization = default_organization(manifest, warnings)
        metadata = read_metadata(manifest, organization, content, warnings)
        identifier = (manifest.get("identifier") or "").strip()
        if organization is None:
            title = metadata.title or identifier or "Untitled course"
            root = _without_organization(title, resources, content, warnings)
        else:
            root = read_organization(organization, manifest, resources, content, warnings)
        launch_path = next((activity.href for activity in root.walk() if activity.href), None)
        if launch_path is None:
            raise PackageRefused(f"No item of {MANIFEST} launches a resource, so there is nothing to open.")
        warnings.extend(missing_files(resources, content))
        return CoursePackage(
            standard=standard,
            identifier=identifier or root.identifier,
            title=root.title,
            launch_path=launch_path,
            manifest_path=content.manifest_path,
            root=root,
            metadata=metadata,
            warnings=capped(warnings),
            file_count=len(content.paths),
            total_bytes=content.total_bytes,
        )


def _without_organization(
    title: str, resources: dict[str, Resource], content: PackageContent, warnings: list[str]
) -> Activity:
    """A course of the first SCO alone.

    Packages without an organization exist (some old tools left it out) and many platforms launch the
    first SCO. Assets are not tried: a package with only assets is meant to be part of another package.
    """
    warnings.append(f"{MANIFEST} has no organization; the first SCO among its resources is launched.")
    for resource in resources.values():
        if resource.kind == "SCO":
            sco = Activity(
                identifier=resource.identifier,
                title=title,
                kind="SCO",
                resource_identifier=resource.identifier,
                href=resource.launch(content, warnings),
            )
            return Activity(f"{resource.identifier}-course", title, "AGGREGATION", children=(sco,))
    raise PackageRefused(f"{MANIFEST} has neither an organization nor a SCO, so there is nothing to open.")
