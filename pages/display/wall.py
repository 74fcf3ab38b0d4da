"""大屏: how an area stands, on a screen that nobody touches."""

from pages.components.wall.glass import glass
from pages.components.wall.settings import settings

glass(settings())
