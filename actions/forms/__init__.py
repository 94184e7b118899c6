from .choosing import TableChoiceForm
from .rows import RowForm
from .states import ConfirmationForm, OpeningForm, RemovalForm, ReturnForm
from .updates import UpdateForm

__all__ = [
    "ConfirmationForm",
    "OpeningForm",
    "RemovalForm",
    "ReturnForm",
    "RowForm",
    "TableChoiceForm",
    "UpdateForm",
]
