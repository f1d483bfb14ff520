"""What happens every day at a time of the city's clocks, whatever goes on in the market."""

from datetime import time

from bot.scheduler import CalendarJob
from bot.usecases.learning import begin_studies
from bot.usecases.reports import weekly
from bot.usecases.skills import tell_of_new_questions

CALENDAR = (
    CalendarJob("studies", time(3, 50), begin_studies),
    CalendarJob("weekly", time(8, 0), weekly),
    CalendarJob("new_questions", time(10, 0), tell_of_new_questions),
)
