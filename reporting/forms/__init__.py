from .answers import AnswerForm
from .builder import ReportBuilder
from .comments import CommentForm, CorrectionForm
from .inspection import InspectionForm
from .starting import StartForm
from .steps import NotingForm, SubmissionForm, VersionForm

__all__ = [
    "AnswerForm",
    "CommentForm",
    "CorrectionForm",
    "InspectionForm",
    "NotingForm",
    "ReportBuilder",
    "StartForm",
    "SubmissionForm",
    "VersionForm",
]
