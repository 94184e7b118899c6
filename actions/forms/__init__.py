from .choosing import PaperSizeForm, TableChoiceForm
from .importing import ImportedRowForm, ImportForm, NamesForm, TakingForm
from .rows import RowForm
from .states import ConfirmationForm, OpeningForm, RemovalForm, ReturnForm
from .updates import UpdateForm

__all__ = [
    "ConfirmationForm",
    "ImportForm",
    "ImportedRowForm",
    "NamesForm",
    "OpeningForm",
    "PaperSizeForm",
    "RemovalForm",
    "ReturnForm",
    "RowForm",
    "TableChoiceForm",
    "TakingForm",
    "UpdateForm",
]
