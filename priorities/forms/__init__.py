from .kept import LocalProfileForm, PartnerReturnForm, SharingAgreementForm
from .threats import EndingForm, TakingForm, ThreatForm

__all__ = [
    "EndingForm",
    "LocalProfileForm",
    "PartnerReturnForm",
    "SharingAgreementForm",
    "TakingForm",
    "ThreatForm",
]
