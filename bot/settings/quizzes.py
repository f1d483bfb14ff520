"""The quizzes, as they are set: the rules here, and a file of questions a skill."""

from datetime import timedelta
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
        return QuizRules(
            banks={file.stem: bank(file) for file in sorted(self.folder.glob("*.yaml"))},
            questions=self.questions,
            pass_percent=self.pass_percent,
            retry_after=timedelta(hours=self.retry_hours),
            skills_on_approval=self.skills_on_approval,
        )


@cache
def bank(file: Path) -> tuple[QuizQuestion, ...]:
    """The questions of a file, read once a process: like every other setting they hold until the next start."""

    class FromFile(QuestionFile):
        model_config = SettingsConfigDict(yaml_file=file)

    return tuple(QuizQuestion(one.ask, (one.right, *one.wrong)) for one in FromFile().questions)
