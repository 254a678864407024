"""`manage.py backtest demand`: the shapes of files, what the command prints, and that no forecast knows what follows."""

import gzip
import json
import os
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from optimizer.engine.forecasting import Series
from optimizer.engine.forecasting.backtest import at_origin, rolled, router_scores, single_scores
from optimizer.management.commands.backtest import SETS, real_data
from optimizer.management.demand_files import UnreadableDemandFile, later, read_demand

WIDE = "part,2024-01,2024-02,2024-03\nA,1,2,\nB,0,,4\n"
DATED = "Date,A,B\n2024-01-01 00:00:00,1,5\n2024-01-02 00:00:00,2.5,\n"
LONG = "series,t,y\nW1,0,7\nW1,1,8\nW2,0,9\n"


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path


def wide(rows: dict[str, list[int]], first: int = 0) -> str:
    length = len(next(iter(rows.values())))
    header = ",".join(["key", *(f"W{first + n}" for n in range(length))])
    return "\n".join([header, *(",".join([key, *map(str, row)]) for key, row in rows.items())]) + "\n"


@pytest.mark.parametrize(
    ("text", "season", "expected"),
    [
        (WIDE, 12, {"A": [1, 2, None], "B": [0, None, 4]}),
        (DATED, 7, {"A": [1, 2.5], "B": [5, None]}),
        (LONG, 52, {"W1": [7, 8], "W2": [9]}),
    ],
)
@pytest.mark.parametrize("name", ["demand.csv", "demand.csv.gz"])
def test_each_shape_is_read(
    tmp_path: Path, name: str, text: str, season: int, expected: dict[str, list[float]]
) -> None:
    found = read_demand(written(tmp_path, name, text))
    assert found.season == season
    assert {key: list(values.values()) for key, values in found.series.items()} == expected


def test_a_cell_that_is_no_number_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDemandFile, match="“x” at A 2024-02"):
        read_demand(written(tmp_path, "bad.csv", WIDE.replace("A,1,2", "A,1,x")))
    with pytest.raises(UnreadableDemandFile, match="no rows"):
        read_demand(written(tmp_path, "empty.csv", "a,b,c\n"))


def test_the_test_follows_the_training_by_its_new_labels_or_counts_anew() -> None:
    train = {"W0": 1.0, "W1": 2.0}
    assert later(train, {**train, "W2": 3.0}) == [3.0]
    assert later(train, {"W0": 5.0, "W1": 6.0}) == [5.0, 6.0]


def test_origins_lie_one_horizon_apart_and_know_nothing_of_what_follows() -> None:
    series = [Series("a", tuple(map(float, range(20)))), Series("b", (None,) * 14 + (1.0,) * 6)]
    first, second = rolled(series, 4, 2)
    assert [one.key for one in first[0]] == ["a"]
    assert first[0][0].values == tuple(map(float, range(16)))
    assert first[1].tolist() == [[16, 17, 18, 19]]
    assert second[1].tolist() == [[12, 13, 14, 15]]


def test_scores_of_a_forecast_that_was_right_are_perfect() -> None:
    origin = at_origin([Series(str(n), (9.0,) * 40) for n in range(3)], np.full((3, 4), 9.0))
    own = router_scores([origin])
    assert (own.wql, own.bias, own.coverage) == (pytest.approx(0, abs=0.01), pytest.approx(0, abs=0.01), 1.0)
    assert single_scores([origin])["history quantiles"].wql == 0


def test_the_command_forecasts_one_file_from_another(tmp_path: Path) -> None:
    random = np.random.default_rng(6)
    rows = {f"P{n}": random.poisson(8, 40).tolist() for n in range(12)}
    train = written(tmp_path, "train.csv", wide({key: row[:32] for key, row in rows.items() if key != "P11"}))
    test = written(tmp_path, "test.csv.gz", wide(rows))
    output = StringIO()
    call_command("backtest", "demand", train=train, test=test, horizon=4, as_json=True, stdout=output)
    report = json.loads(output.getvalue())
    assert {"wql", "coverage", "bias", "loss_95", "wql_to_best_single", "baselines"} == report.keys()
    assert 0 < report["wql"] < 0.4
    assert report["wql_to_best_single"] == pytest.approx(
        report["wql"] / min(one["wql"] for one in report["baselines"].values())
    )
    table = StringIO()
    call_command("backtest", "demand", train=train, test=test, horizon=4, stdout=table)
    assert table.getvalue().splitlines()[1].split()[:2] == ["router", f"{report['wql']:.4f}"]


def test_what_cannot_be_done_is_told(tmp_path: Path) -> None:
    one = written(tmp_path, "one.csv", WIDE)
    with pytest.raises(CommandError, match="go together"):
        call_command("backtest", "demand", train=one)
    with pytest.raises(CommandError, match="no series with a history"):
        call_command(
            "backtest",
            "demand",
            train=one,
            test=written(
                tmp_path, "two.csv", WIDE.replace("2024", "2025").replace("A,", "C,").replace("B,", "D,")
            ),
        )
    with pytest.raises(CommandError, match=r"nothing\.csv"):
        call_command("backtest", "demand", train=one, test=tmp_path / "nothing.csv")


def test_the_real_sets_are_read_whole() -> None:
    folder = real_data(None)
    if not folder.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"the real demand is missing: {folder}")
        pytest.skip("the real demand lies outside the project: ../shared/data/real")
    found = {name: read_demand(folder / file) for name, (file, _) in SETS.items()}
    assert {name: (len(one.series), one.season) for name, one in found.items()} == {
        "uci_weekly": (567, 52), "carparts_monthly": (1871, 12), "supplygraph_daily": (41, 7), "m4_weekly": (359, 52),
    }  # fmt: skip
