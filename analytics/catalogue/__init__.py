"""The catalogue: every measure and dimension of this deployment, declared once."""

from analytics.catalogue.activities import ACTIVITIES
from analytics.catalogue.areas import AREAS
from analytics.catalogue.catalogue import Catalogue, UnknownName
from analytics.catalogue.investment import INVESTMENT_MODELS
from analytics.catalogue.model import Clock, Dimension, Kind, Measure, Model
from analytics.catalogue.renovation import RENOVATION_MODELS
from analytics.catalogue.services import SERVICE_MODELS
from analytics.catalogue.tickets import tickets

CATALOGUE = Catalogue((tickets(), AREAS, *RENOVATION_MODELS, *INVESTMENT_MODELS, *SERVICE_MODELS, ACTIVITIES))

__all__ = ["CATALOGUE", "Catalogue", "Clock", "Dimension", "Kind", "Measure", "Model", "UnknownName"]
