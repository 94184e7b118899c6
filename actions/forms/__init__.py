from .answers import AnswerForm, FinishForm
from .choosing import DayForm, PageForm, PaperSizeForm, TableChoiceForm
from .importing import ImportedRowForm, ImportForm, NamesForm, TakingForm
from .rounds import ClosingDayForm, RoundForm
from .rows import RowForm
from .states import ConfirmationForm, MoveForm, OpeningForm, RemovalForm, ReturnForm
from .updates import UpdateForm
from .words import WordsForm

__all__ = [
    "AnswerForm",
    "ClosingDayForm",
    "DayForm",
    "FinishForm",
    "RoundForm",
    "ConfirmationForm",
    "OpeningForm",
    "ImportForm",
    "ImportedRowForm",
    "MoveForm",
    "NamesForm",
    "PageForm",
    "PaperSizeForm",
    "RemovalForm",
    "ReturnForm",
    "RowForm",
    "TableChoiceForm",
    "TakingForm",
    "UpdateForm",
    "WordsForm",
]
