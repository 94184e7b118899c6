from django.apps import AppConfig


class SocboardConfig(AppConfig):
    name = "socboard"
