from .board_settings import BoardSettings
from .groups import FrequencyRule, Group
from .holidays import Holiday
from .nominations import Nomination
from .people import Affiliation, Organisation, Person, PersonAlias
from .publications import Publication
from .reviews import EffectivenessReview
from .seats import Seat, SeatHolding, SeatOrganisation
from .terms import TermsOfReference, TermsSection

__all__ = [
    "Affiliation",
    "BoardSettings",
    "EffectivenessReview",
    "FrequencyRule",
    "Group",
    "Holiday",
    "Nomination",
    "Organisation",
    "Person",
    "PersonAlias",
    "Publication",
    "Seat",
    "SeatHolding",
    "SeatOrganisation",
    "TermsOfReference",
    "TermsSection",
]
