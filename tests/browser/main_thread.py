"""How long the page's own thread was busy at a stretch, in processor time: what others compute does not count.

A page asked by PerformanceObserver counts by the clock, so on a machine that others use at the same time every task is
long. The browser's trace holds both for each task; the observer's own view is kept beside it for the record.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Browser, CDPSession, Page

TASK, TASKS = "RunTask", "disabled-by-default-devtools.timeline"
MAIN_THREAD = "CrRendererMain"
WORTH_KEEPING_MS = 5.0
OBSERVER = """() => {
  window.longTasks = [];
  new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map((entry) => entry.duration)))
    .observe({ type: "longtask" });
}"""


@dataclass(slots=True)
class Business:
    """Milliseconds: `longest` task by the processor's clock; `observed`: what the page itself calls long tasks."""

    longest: float = 0.0
    observed: list[float] = field(default_factory=list)
    whole: bool = False
    """Whether the trace lost nothing and knows the page's thread: without that no figure is worth anything."""


@dataclass(slots=True)
class _Trace:
    """What has come of the browser's trace; short tasks are forgotten at once."""

    tasks: list[tuple[tuple[int, int], float]] = field(default_factory=list)
    main_threads: set[tuple[int, int]] = field(default_factory=set)
    seen: int = 0
    lost: bool = True
    complete: asyncio.Event = field(default_factory=asyncio.Event)

    def collected(self, event: dict[str, Any]) -> None:
        for one in event["value"]:
            thread = (one["pid"], one["tid"])
            if one["name"] == "thread_name" and one["args"]["name"] == MAIN_THREAD:
                self.main_threads.add(thread)
            elif one["name"] == TASK:
                self.seen += 1
                if one.get("tdur", 0) > WORTH_KEEPING_MS * 1000:
                    self.tasks.append((thread, one["tdur"] / 1000))

    def ended(self, event: dict[str, Any]) -> None:
        self.lost = bool(event["dataLossOccurred"])
        self.complete.set()


@asynccontextmanager
async def watching(browser: Browser, page: Page) -> AsyncIterator[Business]:
    """Watch the page while the block runs; afterwards the figures are there."""
    business, trace = Business(), _Trace()
    session = await browser.new_browser_cdp_session()
    await _begin(session, trace)
    await page.evaluate(OBSERVER)
    yield business
    business.observed = await page.evaluate("window.longTasks")
    await session.send("Tracing.end")
    await trace.complete.wait()
    await session.detach()
    business.longest = max((took for thread, took in trace.tasks if thread in trace.main_threads), default=0.0)
    business.whole = not trace.lost and trace.seen > 0 and bool(trace.main_threads)


async def _begin(session: CDPSession, trace: _Trace) -> None:
    session.on("Tracing.dataCollected", lambda event: trace.collected(event))  # noqa: PLW0108 - Playwright marks what it is given
    session.on("Tracing.tracingComplete", lambda event: trace.ended(event))  # noqa: PLW0108 - and a slot takes no mark
    wanted = {"recordMode": "recordUntilFull", "traceBufferSizeInKb": 1_000_000}
    categories = {"includedCategories": [TASKS], "excludedCategories": ["*"]}
    await session.send("Tracing.start", {"traceConfig": wanted | categories, "transferMode": "ReportEvents"})
