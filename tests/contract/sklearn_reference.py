"""What scikit-learn says of the same data, for tst_sklearn.

sklearn_reference.py forest IN OUT N      rows of features -> score_samples, negated (the paper's score), a column
                                          for each of N seeds
sklearn_reference.py lof IN OUT           counts -> label (1 outlier) and factor of each, in the given order,
                                          then the labels of five shuffles of the rows, a column each
sklearn_reference.py novelty IN OUT N     counts, the last N of them new: label and factor of these
Exits 77 where scikit-learn is not installed.
"""
import sys

try:
    import numpy as np
    from sklearn.ensemble import IsolationForest
    from sklearn.neighbors import LocalOutlierFactor
except ImportError as missing:
    print(f"scikit-learn is not installed: {missing}")
    sys.exit(77)
import warnings

warnings.simplefilter("ignore")  # repeated counts are our daily bread


def labels(counts):
    model = LocalOutlierFactor(n_neighbors=20, contamination=0.02)
    found = model.fit_predict(counts.reshape(-1, 1)) == -1
    return found.astype(int), -model.negative_outlier_factor_


def main():
    what, source, target = sys.argv[1:4]
    data = np.loadtxt(source, ndmin=2)
    if what == "forest":
        columns = []
        for seed in range(int(sys.argv[4])):
            model = IsolationForest(n_estimators=100, max_samples=256, random_state=seed)
            columns.append(-model.fit(data).score_samples(data))
        np.savetxt(target, np.column_stack(columns), fmt="%.17g")
    elif what == "lof":
        counts = data[:, 0]
        found, factors = labels(counts)
        columns = [found, factors]
        for seed in range(5):
            order = np.random.default_rng(seed).permutation(len(counts))
            shuffled = np.empty(len(counts))
            shuffled[order] = labels(counts[order])[0]
            columns.append(shuffled)
        np.savetxt(target, np.column_stack(columns), fmt="%.17g")
    elif what == "novelty":
        counts, new = data[: -int(sys.argv[4])], data[-int(sys.argv[4]) :]
        model = LocalOutlierFactor(n_neighbors=20, contamination=0.02, novelty=True).fit(counts)
        np.savetxt(target, np.column_stack([model.predict(new) == -1, -model.score_samples(new)]), fmt="%.17g")


main()
