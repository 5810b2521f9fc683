#!/usr/bin/env python3
"""Isolation forest and LOF against scikit-learn, measured in one run on the same machine and data.

compare_sklearn.py [path of bench_detect]     default build/release/bench/bench_detect

A year of minutes (Poisson around a day's profile) goes to both forests, one thread each, CPU time, so that a machine
under load can compare too. scikit-learn scores 50,000 of the rows. Its LOF has no update, so a new minute costs it a fit of the 43,200 points.
"""
import json
import os
import subprocess
import sys
import tempfile
import time
import warnings

import numpy as np
from sklearn.ensemble import IsolationForest
from sklearn.neighbors import LocalOutlierFactor

warnings.simplefilter("ignore")
YEAR, SCORED, LOF_POINTS = 365 * 1440, 50_000, 43_200


def year(rng):
    profile = 0.6 - 0.4 * np.cos(2 * np.pi * np.arange(YEAR) / 1440)
    approved = rng.poisson(300 * profile)
    bad = rng.poisson(25 * profile)
    levels = np.column_stack([approved + bad, bad, bad / np.maximum(approved + bad, 1)])
    sums = np.vstack([np.zeros(3), np.cumsum(levels, axis=0)])
    ends = np.arange(YEAR)
    starts = np.maximum(ends - 10, 0)
    means = (sums[ends] - sums[starts]) / np.maximum(ends - starts, 1)[:, None]
    means[0] = levels[0]
    return approved, np.hstack([levels, levels - means]).astype(np.float32)


def seconds(work):
    start = time.process_time()
    work()
    return time.process_time() - start


def main():
    bench = sys.argv[1] if len(sys.argv) > 1 else "build/release/bench/bench_detect"
    approved, rows = year(np.random.default_rng(1))
    theirs = IsolationForest(n_estimators=100, max_samples=256, random_state=1)
    fit = seconds(lambda: theirs.fit(rows))
    score = seconds(lambda: theirs.score_samples(rows[:SCORED])) / SCORED
    points = approved[:LOF_POINTS].reshape(-1, 1).astype(float)
    lof = seconds(lambda: LocalOutlierFactor(n_neighbors=20, contamination=0.02).fit_predict(points))
    with tempfile.NamedTemporaryFile() as file:
        rows.tofile(file)
        file.flush()
        out = subprocess.run(
            [bench, "--benchmark_filter=forest|lofUpdate", "--benchmark_format=json"],
            env={**os.environ, "VIGIA_FOREST_ROWS": file.name}, check=True, capture_output=True)
    scale = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3}
    ours = {b["name"].split("/iterations")[0]: b["cpu_time"] * scale[b["time_unit"]]
            for b in json.loads(out.stdout)["benchmarks"]}
    print("| what | scikit-learn | ours | times as fast |")
    print("|---|---|---|---|")
    for what, slow, fast, unit, factor in (
            (f"forest: fit of {YEAR:,} rows", fit, ours["forestFitOfAYear"], "ms", 1e3),
            ("forest: score of a row", score, ours["forestScore"], "us", 1e6),
            (f"LOF: a new minute among {LOF_POINTS:,}", lof, ours["lofUpdate/0"], "us", 1e6),
            ("LOF: the same, all counts different", float("nan"), ours["lofUpdate/1"], "us", 1e6)):
        left = f"{slow * factor:,.1f} {unit}" if slow == slow else ""
        ratio = f"{slow / fast:,.0f}" if slow == slow else ""
        print(f"| {what} | {left} | {fast * factor:,.2f} {unit} | {ratio} |")


main()
