"""All hierarchical models: counted, fitted, judged as the linear programme judges, ranked by BIC."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import linprog, minimize

from inbeeld.estimate import MethodFault, Status
from inbeeld.estimate.bic import bic, neighbours, rank
from inbeeld.estimate.hierarchical import as_model, fit_models, hierarchical_models, terms_of
from inbeeld.estimate.lots import identified
from tests.estimate.known import known

# What BIC chooses, to the order of the published search (guide of the packages; SCV 2024, Table 6).
BEST = [
    ("UKdat_5", None, False, 25_311), ("UKdat_5", 2, False, 22_991), ("UKdat_5", None, True, 12_262),
    ("UKdat", None, True, 12_350), ("Ned", None, True, 43_585), ("NewOrl", None, True, 1_184),
    ("UKdat", 2, False, 12_350),
    ("Western", None, False, 2_483), ("Kosovo", None, False, 10_357), ("Kosovo", 2, False, 14_342),
    ("Korea", None, False, 157), ("Australia", None, False, 6_496), ("NewOrl_5", None, False, 1_034),
]  # fmt: skip


def positive(cells, finite, counts):
    """By a linear programme, made anew here: some table without an empty cell has these margins."""
    design = np.array([[float(cell & term == term) for term in finite] for cell in cells])
    seen = counts[cells] / counts.sum()
    done = linprog(
        [0.0] * len(cells) + [-1.0],
        A_ub=np.column_stack([-np.eye(len(cells)), np.ones(len(cells))]),
        b_ub=np.zeros(len(cells)),
        A_eq=np.column_stack([design.T, np.zeros(len(finite))]),
        b_eq=design.T @ seen,
        bounds=[(0, None)] * (len(cells) + 1),
        method="highs",
    )
    rank_of = np.linalg.matrix_rank(design)
    return done.status == 0 and -done.fun > 1e-9, rank_of == len(finite)


def referee(table, model):
    """NONE, BOUNDARY or EXISTS of one model by definition."""
    every = np.arange(len(table.counts))
    terms = [int(one) for one in np.flatnonzero(model)]
    empty = [one for one in terms if not table.counts[(every & one) == one].any()]
    cells = [c for c in every[1:] if not any(c & one == one for one in empty)]
    there, told = positive(cells, [one for one in terms if one not in empty], table.counts)
    if not (there and told):
        return Status.NONE
    return Status.BOUNDARY if empty else Status.EXISTS


@pytest.mark.parametrize(
    ("size", "order", "number"),
    [(2, None, 1), (3, None, 8), (4, None, 113), (5, None, 6_893), (5, 2, 1_024), (6, 2, 32_768)],
)
def test_there_are_as_many_models_as_are_known(size, order, number):
    models = hierarchical_models(size, order=order)
    assert len(models) == number
    assert len(np.unique(models, axis=0)) == number
    assert not models[:, -1].any()


def test_every_model_is_hierarchical():
    for model in hierarchical_models(4):
        for term in np.flatnonzero(model):
            assert all(model[part] for part in range(16) if part & term == part)


def test_too_many_models_are_refused():
    with pytest.raises(MethodFault, match="lower order"):
        hierarchical_models(6)


@pytest.mark.parametrize("name", ["Korea", "Artificial_3", "Kosovo", "Australia", "HIV"])
def test_every_model_exists_or_not_as_the_linear_programme_says(name):
    table = known(name)
    fits = fit_models(table, hierarchical_models(table.size))
    assert [fits.status(row) for row in range(len(fits.models))] == [
        referee(table, model) for model in fits.models
    ]


@pytest.mark.parametrize(("name", "step"), [("UKdat_5", 41), ("Western", 97)])
def test_models_of_five_lists_exist_or_not_as_the_linear_programme_says(name, step):
    """A part of them; all of them: benchmarks/models.py --referee (a minute)."""
    table = known(name)
    fits = fit_models(table, hierarchical_models(5))
    said = [fits.status(row) for row in range(0, len(fits.models), step)]
    assert said == [referee(table, model) for model in fits.models[::step]]
    assert len(set(said)) > 1


def test_the_rank_is_counted_rightly():
    models = hierarchical_models(4)
    rng = np.random.default_rng(3)
    cells = np.arange(16)
    keep = np.zeros((len(models), 16), bool)
    for row, model in enumerate(models):
        gone = [t for t in range(16) if t.bit_count() > 1 and rng.random() < 0.15]
        keep[row] = [c > 0 and not any(c & t == t for t in gone) for c in cells]
        models[row] = model & (keep[row] | (cells == 0))
    said = identified(models, keep)
    for model, kept, one in zip(models, keep, said, strict=True):
        inside = np.flatnonzero(model)
        design = (cells[kept][:, None] & inside[None, :]) == inside[None, :]
        assert one == (np.linalg.matrix_rank(design.astype(float)) == len(inside))
    assert len(set(said)) == 2


def test_a_fit_is_where_a_general_optimiser_ends():
    table = known("Kosovo")
    model = as_model(4, [3, 5, 6, 7])
    inside = np.flatnonzero(model)
    design = ((np.arange(16)[:, None] & inside) == inside).astype(float)[1:]

    def falls(parameters):
        predictor = design @ parameters
        return np.exp(predictor).sum() - table.counts[1:] @ predictor

    start = np.zeros(len(inside))
    start[0] = 6.0
    slope = lambda p: design.T @ (np.exp(design @ p) - table.counts[1:])  # noqa: E731
    found = minimize(
        falls, start, jac=slope, method="BFGS", options={"gtol": 1e-4, "maxiter": 2000}
    )
    assert fit_models(table, model[None]).unseen[0] == pytest.approx(np.exp(found.x[0]), rel=1e-4)


@pytest.mark.parametrize(("name", "order", "downhill", "people"), BEST)
def test_the_best_by_bic_is_what_was_published(name, order, downhill, people):
    assert bic(known(name), order=order, downhill=downhill).estimate == pytest.approx(
        people, abs=0.6
    )


def test_downhill_from_the_main_effects_does_not_give_1110_for_new_orleans():
    """Table 6 of Silverman, Chan and Vincent (2024) prints 1,110; the model DE gives 1,184."""
    found = bic(known("NewOrl"))
    assert found.terms == (("D", "E"),)
    assert found.estimate == pytest.approx(1183.69, abs=0.01)


def test_no_neighbour_of_where_downhill_ends_is_better():
    table = known("UKdat_5")
    ranked = rank(table, downhill=True)
    best = ranked.fits.models[ranked.order[0]]
    around = neighbours(best, order=4)
    every = hierarchical_models(5)
    beside = every[(every ^ best).sum(axis=1) == 1]
    assert {row.tobytes() for row in around} == {row.tobytes() for row in beside}
    fits = fit_models(table, around)
    score = -2 * fits.likelihood + fits.parameters * np.log(table.listed)
    assert score.min() > ranked.bic[ranked.order[0]]


def test_the_ranking_rises_and_leaves_out_what_has_no_estimate():
    ranked = rank(known("Australia"))
    scores = ranked.bic[list(ranked.order)]
    assert (np.diff(scores) > -1e-5).all()
    assert len(scores) == 113 - 21


@pytest.mark.parametrize(
    ("name", "ntop", "limits"),
    [
        ("Kosovo", 1, (9_100, 12_000)),
        ("Kosovo", 5, (7_900, 17_400)),
        ("Kosovo", 10, (6_900, 18_000)),
    ],
)
def test_intervals_come_near_to_what_was_published(name, ntop, limits):
    found = bic(known(name), replicates=1000, seed=1234, ntop=ntop).interval(0.95)
    assert (found.low, found.high) == pytest.approx(limits, rel=0.06)


def test_terms_come_in_the_order_of_the_lists():
    assert terms_of(as_model(3, [6, 3, 5])) == [3, 5, 6]
    found = [":".join(term) for term in bic(known("UKdat"), downhill=True).terms]
    assert found == ["LA:NG", "LA:PF", "NG:GP", "PF:GP", "PF:NCA", "GO:GP"]
