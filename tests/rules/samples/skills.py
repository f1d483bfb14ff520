"""Skills and quizzes."""

from datetime import timedelta

from bot.ui.skill_words import SkillLine
from tests.rules.samples.people import NAME, NOW, Fields

SKILL = "Plumbing & <pipes>"
LINES = [
    SkillLine("plumbing", SKILL, has=True, waits=False, quiz=True, from_=None),
    SkillLine("locks", SKILL, has=False, waits=False, quiz=True, from_=NOW + timedelta(hours=23)),
    SkillLine("glazing", SKILL, has=False, waits=True, quiz=True, from_=None),
    SkillLine("networks", SKILL, has=False, waits=True, quiz=False, from_=None),
    SkillLine("carpentry", SKILL, has=False, waits=False, quiz=True, from_=None),
    SkillLine("terminals", SKILL, has=True, waits=False, quiz=True, from_=None, dated=True),
]
RESULT: Fields = {"name": SKILL, "right": 4, "count": 5, "needed": 4}
SAMPLES: dict[str, list[Fields]] = {
    "skills/own": [{"lines": LINES}],
    "skills/desk": [{"lines": LINES, "name": NAME, "person": 5550001}],
    "skills/quiz_begin": [{"name": SKILL, "count": count, "needed": 1, "wait": 1440.0} for count in (1, 2, 5, 22)],
    "skills/quiz_question": [
        {"number": 2, "count": 5, "question": "Which <way>?", "options": [("1", "To & fro"), ("2", "Up")]},
        {"number": 2, "count": 5, "question": "", "options": []},
    ],
    "skills/passed": [{**RESULT, "again": again} for again in (False, True)],
    "skills/new_questions": [RESULT],
    "skills/failed": [{**RESULT, "wait": 1440.0}],
    "skills/granted": [RESULT],
    "skills/withdrawn": [RESULT],
    "refusals/quiz_too_early": [{"minutes": 100.5}],
}
