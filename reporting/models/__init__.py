from .activity_reports import ActivityReport, ReportChanged
from .blocks import ReportBlock
from .final_copies import FinalCopy
from .submissions import Submission

__all__ = ["ActivityReport", "FinalCopy", "ReportBlock", "ReportChanged", "Submission"]
