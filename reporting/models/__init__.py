from .activity_reports import ActivityReport, ReportChanged
from .appendices import Appendix
from .blocks import ReportBlock
from .comments import ReportComment
from .draft_files import DraftFile
from .final_copies import FinalCopy
from .submissions import Submission

__all__ = [
    "ActivityReport",
    "Appendix",
    "DraftFile",
    "FinalCopy",
    "ReportBlock",
    "ReportChanged",
    "ReportComment",
    "Submission",
]
