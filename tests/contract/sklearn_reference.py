"""What scikit-learn says of the same data, for tst_sklearn.

sklearn_reference.py forest IN OUT N      rows of features -> score_samples, negated (the paper's score), a column
                                          for each of N seeds
sklearn_reference.py lof IN OUT           counts -> label (1 outlier) and factor of each, where of neighbours equally far
                                          the lower counts are taken; then the labels where scikit-learn's search
                                          takes those it meets first, by its kd-tree and by brute force
sklearn_reference.py novelty IN OUT N     counts, the last N of them new: label and factor of these
Exits 77 where scikit-learn is not installed.
"""
import sys

try:
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.ensemble import IsolationForest
    from sklearn.neighbors import LocalOutlierFactor, NearestNeighbors
except ImportError as missing:
    print(f"scikit-learn is not installed: {missing}")
    sys.exit(77)
import warnings

warnings.simplefilter("ignore")  # repeated counts are our daily bread


K = 20


def labels(points, **how):
    model = LocalOutlierFactor(n_neighbors=K, contamination=0.02, **how)
    found = model.fit_predict(points) == -1
    return found.astype(int), -model.negative_outlier_factor_


def lower_first(counts):
    """The graph of the K nearest and the point itself, of equal distances the lower count first. That these are K
    nearest is checked against scikit-learn's own search."""
    order = np.argsort(counts, kind="stable")
    rising = counts[order]
    nearest = {}
    for value in np.unique(counts):
        near = np.argsort(np.abs(rising - value), kind="stable")[: K + 1]
        nearest[value] = order[near]
    columns = np.empty((len(counts), K + 1), dtype=int)
    for row, value in enumerate(counts):
        others = nearest[value]
        columns[row] = np.concatenate([[row], others[others != row][:K]])
    distances = np.abs(counts[columns] - counts[:, None])
    theirs = NearestNeighbors(n_neighbors=K).fit(counts.reshape(-1, 1)).kneighbors()[0]
    assert np.array_equal(distances[:, 1:], theirs), "these are not the nearest"
    starts = np.arange(0, len(counts) * (K + 1) + 1, K + 1)
    return csr_matrix((distances.ravel(), columns.ravel(), starts), shape=(len(counts), len(counts)))


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
        found, factors = labels(lower_first(counts), metric="precomputed")
        columns = [found, factors]
        for algorithm in ("kd_tree", "brute"):
            columns.append(labels(counts.reshape(-1, 1), algorithm=algorithm)[0])
        np.savetxt(target, np.column_stack(columns), fmt="%.17g")
    elif what == "novelty":
        counts, new = data[: -int(sys.argv[4])], data[-int(sys.argv[4]) :]
        model = LocalOutlierFactor(n_neighbors=20, contamination=0.02, novelty=True).fit(counts)
        np.savetxt(target, np.column_stack([model.predict(new) == -1, -model.score_samples(new)]), fmt="%.17g")


main()
