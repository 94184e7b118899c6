from .builder import ReportBuilder
from .starting import StartForm
from .steps import SubmissionForm, VersionForm

__all__ = ["ReportBuilder", "StartForm", "SubmissionForm", "VersionForm"]
