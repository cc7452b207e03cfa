"""Which rows the ids in parameters of NexPort's operations identify."""

from collections.abc import Mapping

from emulator.journal.identified import Identified
from emulator.vendors.nexport.tables import (
    NexportAssignment,
    NexportCatalog,
    NexportEnrollment,
    NexportInvoice,
    NexportInvoiceItem,
    NexportOrganization,
    NexportSection,
    NexportTrainingPlan,
    NexportUser,
)

IDENTIFIED: Mapping[str, Identified] = {
    "user_id": Identified("user", NexportUser),
    "login_name": Identified("user", NexportUser, "login"),
    "org_id": Identified("organization", NexportOrganization),
    "base_org_id": Identified("organization", NexportOrganization),
    "catalog_id": Identified("catalog", NexportCatalog),
    "section_id": Identified("section", NexportSection),
    "assignment_id": Identified("assignment", NexportAssignment),
    "enrollment_id": Identified("enrollment", NexportEnrollment),
    "training_plan_id": Identified("training plan", NexportTrainingPlan),
    "invoice_id": Identified("invoice", NexportInvoice),
    "invoice_item_id": Identified("invoice item", NexportInvoiceItem),
}
