"""The quizzes, as they are set: the rules here, and a file of questions a skill."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, YamlConfigSettingsSource

from bot.domain.catalogue import Names
from bot.domain.languages import Language
from bot.domain.quizzes import QuizQuestion, QuizRules
from bot.settings.section import Section


class QuestionSettings(Section):
    """A question with one right answer and at least one wrong one."""

    ask: Names
    right: Names
    wrong: tuple[Names, ...] = Field(min_length=1, max_length=4)

    @model_validator(mode="after")
    def _in_every_language(self) -> "QuestionSettings":
        for names in (self.ask, self.right, *self.wrong):
            if missing := set(Language) - set(names):
                raise ValueError(f"{names} is not there in: {sorted(missing)}")
        return self


class QuestionFile(BaseSettings):
    """A file of questions."""

    model_config = SettingsConfigDict(extra="forbid", frozen=True)
    questions: tuple[QuestionSettings, ...] = Field(min_length=1)
    changed: date | None = None

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - pydantic-settings calls with these names
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only the file: nobody sets a question by an environment variable."""
        return (YamlConfigSettingsSource(settings_cls),)


class QuizSettings(Section):
    """How a skill is proved. Each file of the folder is named after its skill: plumbing.yaml."""

    folder: Path
    questions: int = Field(ge=1)
    pass_percent: int = Field(ge=1, le=100)
    retry_hours: float = Field(ge=0)
    skills_on_approval: bool

    def rules(self) -> QuizRules:
        """As the market's rules need them, with the questions read. Raises pydantic's ValidationError."""
        files = {file.stem: question_file(file) for file in sorted(self.folder.glob("*.yaml"))}
        return QuizRules(
            banks={skill: bank(file) for skill, file in files.items()},
            questions=self.questions,
            pass_percent=self.pass_percent,
            retry_after=timedelta(hours=self.retry_hours),
            skills_on_approval=self.skills_on_approval,
            changed={skill: _midnight(file.changed) for skill, file in files.items() if file.changed},
        )


def bank(file: QuestionFile) -> tuple[QuizQuestion, ...]:
    """The questions of a file."""
    return tuple(QuizQuestion(one.ask, (one.right, *one.wrong)) for one in file.questions)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)


@cache
def question_file(file: Path) -> QuestionFile:
    """A file of questions, read once a process: like every other setting they hold until the next start."""

    class FromFile(QuestionFile):
        model_config = SettingsConfigDict(yaml_file=file)

    return FromFile()
