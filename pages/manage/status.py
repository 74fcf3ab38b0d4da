"""运行状态: whether data, disk, memory, sessions and journal are well; it opens also where the data do not."""

from pages.components.health import health_page

health_page()
