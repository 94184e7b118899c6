from .kept import Overtaken
from .profiles import LocalProfile
from .returns import PartnerReturn, ReturnedPriority
from .schemes import FocusArea, FocusSet, Priority, PriorityLink, Scheme
from .sharing import SharingAgreement, SharingParty
from .threats import EmergingThreat

__all__ = [
    "EmergingThreat",
    "FocusArea",
    "FocusSet",
    "LocalProfile",
    "Overtaken",
    "PartnerReturn",
    "Priority",
    "PriorityLink",
    "ReturnedPriority",
    "Scheme",
    "SharingAgreement",
    "SharingParty",
]
