from .answers import AnswerForm
from .builder import ReportBuilder
from .comments import CommentForm, CorrectionForm
from .starting import StartForm
from .steps import NotingForm, SubmissionForm, VersionForm

__all__ = [
    "AnswerForm",
    "CommentForm",
    "CorrectionForm",
    "NotingForm",
    "ReportBuilder",
    "StartForm",
    "SubmissionForm",
    "VersionForm",
]
