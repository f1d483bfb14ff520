"""A day of a large city through the engine that plans the market's waves: how many times faster than time itself.

`python benchmarks/city_day.py`: 10,000 orders, 2,000 technicians, one process, no database: the lab's virtual time.
"""

import argparse
import sys
import time
from datetime import timedelta
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # started as a script, Python looks only beside it

from bot.config import load_settings
from bot.matching.lab.city import build_city
from bot.matching.lab.demand import synthetic_day
from bot.matching.lab.measures import measure
from bot.matching.lab.policies import Policy, engine
from bot.matching.lab.simulation import simulate

DAY = timedelta(days=1)


def main() -> None:
    """Print how long the day took, on the clock and of the processor, and how well it was served."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--orders", type=int, default=10_000)
    parser.add_argument("--technicians", type=int, default=2_000)
    asked = parser.parse_args()
    market = load_settings().market_rules()
    city = build_city(market, partial(synthetic_day, market), 1, asked.orders, asked.technicians, 1)
    began, worked = time.perf_counter(), time.process_time()
    world = simulate(city, Policy("this engine", engine))
    clock, processor = time.perf_counter() - began, time.process_time() - worked
    figures = measure(world)
    print(
        f"{asked.orders:,} orders, {asked.technicians:,} technicians: {clock:.1f} s, {processor:.1f} s of a processor"
    )
    print(
        f"{DAY.total_seconds() / clock:,.0f} times as fast as time, {DAY.total_seconds() / processor:,.0f} by processor"
    )
    print(f"{figures.on_site:.1f}% on site within the hour, {figures.offers_an_order:.1f} offers an order")


if __name__ == "__main__":
    main()
