from .activity_reports import ActivityReport, ReportChanged
from .answers import CommitteeAnswer
from .appendices import Appendix
from .blocks import ReportBlock
from .comments import ReportComment
from .draft_files import DraftFile
from .final_copies import FinalCopy
from .inspection_packs import InspectionPack
from .submissions import Submission

__all__ = [
    "ActivityReport",
    "Appendix",
    "CommitteeAnswer",
    "DraftFile",
    "FinalCopy",
    "InspectionPack",
    "ReportBlock",
    "ReportChanged",
    "ReportComment",
    "Submission",
]
