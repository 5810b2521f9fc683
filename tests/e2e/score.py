"""vigiactl score is causal: prefixes of a series get the same scores; every kind of series gets finite scores from 0 to 1."""
import csv
import math
import random

from vigia_e2e import check, run, vigiactl


def score(folder, values, times=None, *arguments):
    source, target = folder / "in.csv", folder / "out.csv"
    times = times or range(len(values))
    source.write_text("timestamp,value\n" + "".join(f"{t},{v}\n" for t, v in zip(times, values)))
    vigiactl("score", source, target, *arguments)
    with open(target, newline="") as file:
        rows = list(csv.DictReader(file))
    check(list(rows[0]) == ["timestamp", "value", "anomaly_score"], rows[0])
    check([r["value"] for r in rows] == [str(v) for v in values], "the values were changed")
    return [float(r["anomaly_score"]) for r in rows]


def daily(seed, length=900):
    rng = random.Random(seed)
    return [round(50 + 20 * math.sin(i / 24 * 2 * math.pi) + rng.gauss(0, 2), 3) for i in range(length)]


def prefixes_get_the_same_scores(folder):
    values = daily(1)
    values[700] = 160.5
    whole = score(folder, values)
    for length in (1, 33, 500, 701, 899):
        check(score(folder, values[:length]) == whole[:length], f"the first {length} rows score otherwise")
    check(max(range(len(whole)), key=whole.__getitem__) == 700, "the spike is not the highest score")


def odd_series_get_finite_scores(folder):
    rng = random.Random(2)
    cases = {
        "constant": [5] * 300,
        "zeros": [0] * 300,
        "negative": [-1000 - rng.random() for _ in range(300)],
        "huge": [1e308 if i % 2 else -1e308 for i in range(300)],
        "tiny": [5e-324 * rng.randrange(3) for _ in range(300)],
        "one row": [1],
        "steps": [i // 100 * 1e6 for i in range(300)],
    }
    for name, values in cases.items():
        scores = score(folder, values)
        check(len(scores) == len(values) and all(0 <= s <= 1 for s in scores), f"{name}: {scores[:5]}")


def irregular_and_backward_times_are_taken(folder):
    rng = random.Random(3)
    times = [rng.randrange(10**9) for _ in range(300)]
    check(all(0 <= s <= 1 for s in score(folder, daily(3, 300), times)), "irregular times")
    texts = [f"2025-07-12 {i // 60:02d}:{i % 60:02d}:00" for i in range(300)]
    check(all(0 <= s <= 1 for s in score(folder, daily(3, 300), texts)), "times as text")


def a_detector_of_the_engine_scores_counts(folder):
    values = [5, 6, 4, 5, 7, 5] * 20
    values[100] = 60
    scores = score(folder, values, None, "--detector", "rolling_zscore")
    check(scores[100] > 0.5 and max(scores[:100]) <= 0.5, scores[95:105])


def bad_input_is_said(folder):
    (folder / "bad.csv").write_text("timestamp,value\n1,5\n2,nan\n")
    done = vigiactl("score", folder / "bad.csv", folder / "out.csv", check=False)
    check(done.returncode == 1 and "bad.csv:3:3" in done.stderr and '"nan"' in done.stderr, done)
    check(not (folder / "out.csv").exists(), "something was written")
    done = vigiactl("score", folder / "bad.csv", check=False)
    check(done.returncode == 2, done)


run(prefixes_get_the_same_scores, odd_series_get_finite_scores, irregular_and_backward_times_are_taken,
    a_detector_of_the_engine_scores_counts, bad_input_is_said)
