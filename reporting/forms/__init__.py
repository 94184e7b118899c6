from .builder import ReportBuilder
from .starting import StartForm
from .steps import NotingForm, SubmissionForm, VersionForm

__all__ = ["NotingForm", "ReportBuilder", "StartForm", "SubmissionForm", "VersionForm"]
