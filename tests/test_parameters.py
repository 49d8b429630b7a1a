"""Parameters by hand: what each table makes of the symbols of the formulation."""

from __future__ import annotations

import numpy as np
import pytest
from small_cases import small_case

from fundopt.model.linear_program import Axis
from fundopt.model.parameters import LabelMismatch, Parameters, positions, selected

TWO_CITIES = [{"city": "meknes"}, {"city": "fes"}]
TWO_MEASURES = [{"measure": "course"}, {"measure": "hub"}]
PROFILES = [{"profile": "analyst"}, {"profile": "linguist"}]
SOURCES = [{"source": "state", "budget": 70}, {"source": "firms", "kind": "private", "budget": None}]
HUB = {"measure": "hub", "opening_cost": 100, "running_cost": 20, "capacity": 5}


def parameters(**tables) -> Parameters:
    return Parameters(small_case(**tables))


class TestAxes:
    def test_everything_is_sorted_by_identifier(self):
        p = parameters(cities=TWO_CITIES, measures=[{"measure": "b"}, {"measure": "a"}])
        assert p.cities.labels == ("fes", "meknes")
        assert p.measures.labels == ("a", "b")

    def test_without_their_tables_there_is_one_scenario_and_one_profile(self):
        p = parameters()
        assert (p.scenarios.labels, p.profiles.labels) == (("central",), ("all",))
        assert p.probability.tolist() == [1]

    def test_the_budget_periods_come_first(self):
        p = parameters(fund={"start": "2027-S2", "budget_periods": 2, "evaluation_periods": 3})
        assert p.periods.labels == ("2027-S2", "2028-S1", "2028-S2")
        assert p.budget_periods.labels == ("2027-S2", "2028-S1")

    def test_without_a_number_the_evaluation_goes_on_for_the_longest_effect(self):
        lags = [{"measure": "course", "lag": lag} for lag in (0, 1, 2, 3)]
        assert len(parameters(fund={"evaluation_periods": None}, effects=lags).periods) == 2 + 3
        assert len(parameters(fund={"evaluation_periods": None, "start": "2027-Q1"}).periods) == 2 + 8

    def test_regions_are_those_of_both_tables(self):
        p = parameters(regions=[{"region": "west"}], cities=[{"city": "fes", "region": "north"}])
        assert p.regions.labels == ("north", "west")
        assert p.region_of.tolist() == [0]


class TestLabels:
    AXIS = Axis("city", ("fes", "meknes", "rabat"))

    def test_positions_follow_the_order_asked(self):
        assert positions(self.AXIS, ("rabat", "fes")).tolist() == [2, 0]

    def test_an_unknown_label_is_named_with_its_axis(self):
        with pytest.raises(LabelMismatch, match="city: 'sale' is not in the case"):
            positions(self.AXIS, ("fes", "sale"))

    @pytest.mark.parametrize(
        ("names", "mask"),
        [
            ("*", [True, True, True]),
            (("*",), [True, True, True]),
            ("fes", [True, False, False]),
            (("rabat", "fes"), [True, False, True]),
            ((), [False, False, False]),
        ],
    )
    def test_a_selection_is_all_one_or_several(self, names, mask):
        assert selected(self.AXIS, names).tolist() == mask

    @pytest.mark.parametrize(
        ("tables", "of"),
        [
            ({"unemployment": {"city": "sale", "period": "2027", "unemployed": 1}}, "baseline"),
            ({"unemployment": {"city": "fes", "period": "2099", "unemployed": 1}}, "baseline"),
            ({"timing": {"period": "2099", "share": 1}}, "timing"),
            ({"shocks": {"scenario": "grim", "city": "fes", "period": "2027", "jobs_lost": 1}}, "jobs_lost"),
            ({"measures": {"profile": "poet"}}, "profile_of"),
            ({"effects": {"measure": "none", "lag": 0}}, "net_jobs"),
            ({"mix": {"measure": "course", "profile": "poet", "share": 1}}, "mix"),
            ({"returns": {"measure": "none", "segment": 1, "width": 1, "efficiency": 1}}, "efficiency"),
            ({"overrides": {"city": "sale", "measure": "course", "pool": 1}}, "pool"),
            ({"sites": {**HUB, "measure": "none"}}, "needs_site"),
            ({"sites": {**HUB, "measure": "course", "city": "sale"}}, "max_sites"),
            ({"commuting": {"home": "fes", "work": "sale"}}, "link_ends"),
            ({"vacancies": {"city": "sale", "vacancies": 1}}, "market_vacancies"),
            ({"budgets": {"source": "bank", "period": "2027", "amount": 1}}, "budget"),
            ({"budgets": {"source": "state", "period": "2029", "amount": 1}}, "budget"),
            ({"eligibility": {"source": "state", "city": ("sale",)}}, "eligible"),
        ],
    )  # fmt: skip
    def test_no_table_may_name_what_the_case_lacks(self, tables, of):
        with pytest.raises(LabelMismatch, match=r"sale|2099|2029|grim|poet|none|bank"):
            getattr(parameters(**tables), of)


class TestPeople:
    def test_the_city_columns_follow_the_sorted_cities(self):
        p = parameters(
            cities=[
                {"city": "meknes", "labour_force": 2000, "callcentre_jobs": 7, "displacement": 0.3, "unemployed": 200},
                {"city": "fes", "labour_force": 1000, "callcentre_jobs": 9, "reachable_share": 0.1},
            ]
        )
        assert p.labour_force.tolist() == [1000, 2000]
        assert p.callcentre_jobs.tolist() == [9, 7]
        assert p.displacement.tolist() == [0, 0.3]
        assert p.reachable.tolist() == [0.1 * 100, 0.05 * 200]

    def test_the_baseline_is_constant_unless_the_unemployment_table_says_otherwise(self):
        p = parameters(cities=TWO_CITIES, unemployment={"city": "meknes", "period": "2028", "unemployed": 90})
        assert p.baseline.tolist() == [[100, 100, 100], [100, 90, 100]]

    def test_jobs_lost_follow_the_rule(self):
        p = parameters(
            cities=[{"city": "fes"}, {"city": "meknes", "french_share": 0.8, "outbound_share": 0.25}],
            scenarios=[
                {"scenario": "mild", "probability": 0.25, "severity": 0.5},
                {"scenario": "severe", "probability": 0.75, "severity": 2},
            ],
            timing=[{"period": "2027", "share": 0.75}, {"period": "2029", "share": 0.25}],
        )
        assert np.allclose(
            p.jobs_lost,
            [  # 100 × 0.5 × 0.4 = 20 and 100 × 0.8 × 0.25 = 20
                [[7.5, 0, 2.5], [7.5, 0, 2.5]],
                [[30, 0, 10], [30, 0, 10]],
            ],
        )
        assert np.allclose(p.expected_jobs_lost, [[24.375, 0, 8.125]] * 2)  # 0.25 × 7.5 + 0.75 × 30

    def test_without_timing_the_whole_shock_falls_at_once(self):
        assert parameters().jobs_lost.tolist() == [[[20, 0, 0]]]

    def test_a_count_replaces_the_rule_for_its_city_and_scenario_only(self):
        p = parameters(
            cities=TWO_CITIES,
            scenarios=[{"scenario": "mild"}, {"scenario": "severe"}],
            shocks={"scenario": "severe", "city": "fes", "period": "2028", "jobs_lost": 33},
        )
        assert p.jobs_lost.tolist() == [[[20, 0, 0], [20, 0, 0]], [[0, 33, 0], [20, 0, 0]]]

    def test_half_of_the_displaced_find_work_each_year_by_default(self):
        assert parameters().persistence.tolist() == [1, 0.5, 0.25]
        assert np.allclose(parameters(fund={"start": "2027-S1"}).persistence, [1, 0.5**0.5, 0.5])

    def test_a_persistence_table_ends_with_its_last_lag(self):
        table = [{"lag": 1, "share": 0.6}, {"lag": 0, "share": 0.9}]
        assert parameters(persistence=table).persistence.tolist() == [0.9, 0.6, 0]

    def test_lags_beyond_the_horizon_are_not_needed(self):
        table = [{"lag": lag, "share": 1} for lag in range(9)]
        assert parameters(persistence=table).persistence.tolist() == [1, 1, 1]

    def test_still_unemployed_without_the_fund_adds_up_the_cohorts(self):
        p = parameters(
            timing=[{"period": "2027", "share": 0.5}, {"period": "2028", "share": 0.5}],
            persistence=[{"lag": 0, "share": 1}, {"lag": 1, "share": 0.4}],
        )
        assert np.allclose(p.still_unemployed_without_fund, [[[10, 10 + 4, 4]]])

    def test_weights_are_equal_by_default(self):
        assert parameters(cities=TWO_CITIES).priority.tolist() == [1, 1]

    def test_weights_by_priority_are_the_column(self):
        cities = [{"city": "fes", "priority": 2}, {"city": "meknes"}]
        assert parameters(fund={"weighting": "priority"}, cities=cities).priority.tolist() == [2, 1]

    def test_weights_by_vulnerability_lie_around_one(self):
        cities = [  # economic 50/500 and 50/1000: 1 and 0; technological equal: 0;
            # cognitive 1 − 0.3/0.6 and 1 − 0.6/0.6: 1 and 0
            {"city": "fes", "permanent_jobs": 500, "reads_english_share": 0.3},
            {"city": "meknes", "permanent_jobs": 1000, "reads_english_share": 0.6},
        ]
        cities = [{**city, "higher_education_share": 0.2, "reads_french_share": 0.6} for city in cities]
        p = parameters(fund={"weighting": "vulnerability", "vulnerability_strength": 0.6}, cities=cities)
        assert np.allclose(p.priority, [1 + 0.6 * (2 / 3 - 1 / 3), 1 + 0.6 * (0 - 1 / 3)])

    def test_later_years_are_discounted_by_their_distance(self):
        p = parameters(fund={"start": "2027-S1", "discount_rate": 0.21})
        assert np.allclose(p.period_weight, [0.5, 0.5 / 1.1, 0.5 / 1.21])


class TestLinks:
    def test_residents_may_always_work_at_home_and_commute_both_ways(self):
        p = parameters(cities=TWO_CITIES, commuting={"home": "meknes", "work": "fes"})
        assert p.links.labels == ("fes>fes", "fes>meknes", "meknes>fes", "meknes>meknes")
        assert [ends.tolist() for ends in p.link_ends] == [[0, 0, 1, 1], [0, 1, 0, 1]]

    def test_one_way_is_one_way(self):
        p = parameters(cities=TWO_CITIES, commuting={"home": "meknes", "work": "fes", "both_ways": False})
        assert p.links.labels == ("fes>fes", "meknes>fes", "meknes>meknes")


class TestMeasures:
    def test_constant_effects_start_one_period_later_and_last(self):
        p = parameters(measures={"net_jobs": 0.3, "jobs_kept": 0.2})
        assert p.net_jobs.tolist() == [[0, 0.3, 0.3]]
        assert p.jobs_kept.tolist() == [[0, 0.2, 0.2]]
        assert p.vacancies_opened.tolist() == [[0, 0, 0]]

    def test_effects_by_lag_replace_all_constants_of_their_measure(self):
        p = parameters(
            measures=[{"measure": "course", "net_jobs": 0.3, "vacancies": 9}, {"measure": "hub", "net_jobs": 0.5}],
            effects=[
                {"measure": "course", "lag": 2, "net_jobs": 0.2},
                {"measure": "course", "lag": 0, "net_jobs": -0.1, "vacancies": 1},
                {"measure": "course", "lag": 7, "net_jobs": 5},
            ],
        )
        assert p.net_jobs.tolist() == [[-0.1, 0, 0.2], [0, 0.5, 0.5]]
        assert p.vacancies_opened.tolist() == [[1, 0, 0], [0, 0, 0]]

    def test_an_effect_is_felt_as_long_after_the_start_as_its_lag(self):
        p = parameters(effects=[{"measure": "course", "lag": lag, "net_jobs": lag + 1} for lag in range(3)])
        assert p.lagged(p.net_jobs).tolist() == [[[1, 2, 3], [0, 1, 2], [0, 0, 1]]]

    def test_without_a_profile_a_measure_has_the_first(self):
        p = parameters(
            profiles=[{"profile": "linguist"}, {"profile": "analyst"}],
            measures=[{"measure": "course", "profile": "linguist"}, {"measure": "hub"}],
        )
        assert p.profile_of.tolist() == [1, 0]

    def test_vacancies_are_of_the_own_profile_unless_a_mix_splits_them(self):
        p = parameters(
            profiles=[{"profile": "analyst"}, {"profile": "linguist"}],
            measures=[{"measure": "course", "profile": "linguist"}, {"measure": "hub", "profile": "linguist"}],
            mix=[
                {"measure": "hub", "profile": "analyst", "share": 0.7},
                {"measure": "hub", "profile": "linguist", "share": 0.3},
            ],
        )
        assert p.mix.tolist() == [[0, 1], [0.7, 0.3]]

    def test_without_returns_there_is_one_segment_of_full_effect(self):
        p = parameters()
        assert (p.segments.labels, p.segment_width.tolist(), p.efficiency.tolist()) == (("1",), [[1]], [[1]])

    def test_own_returns_replace_those_for_all(self):
        p = parameters(
            measures=TWO_MEASURES,
            returns=[
                {"measure": "hub", "segment": 1, "width": 0.9, "efficiency": 1},
                {"measure": "*", "segment": 2, "width": 0.5, "efficiency": 0.6},
                {"measure": "*", "segment": 1, "width": 0.2, "efficiency": 1},
            ],
        )
        assert p.segment_width.tolist() == [[0.2, 0.5], [0.9, 0]]
        assert p.efficiency.tolist() == [[1, 0.6], [1, 0]]

    def test_returns_of_one_measure_leave_the_others_whole(self):
        p = parameters(
            measures=TWO_MEASURES,
            returns=[
                {"measure": "hub", "segment": 1, "width": 0.5, "efficiency": 1},
                {"measure": "hub", "segment": 2, "width": 0.5, "efficiency": 0.5},
            ],
        )
        assert p.segment_width.tolist() == [[1, 0], [0.5, 0.5]]

    @pytest.mark.parametrize(
        ("pool", "units"),
        [
            ("displaced", 20),  # over all periods
            ("unemployed", 5),
            ("people", 25),
            ("firms", 8),
            ("jobs", 100),
        ],
    )
    def test_the_pool_is_a_share_of_its_base(self, pool, units):
        p = parameters(
            cities={"firms": 8},
            measures={"pool": pool, "pool_share": 0.5},
            timing=[{"period": "2027", "share": 0.5}, {"period": "2029", "share": 0.5}],
        )
        assert p.pool.tolist() == [[units / 2]]

    def test_the_unemployed_of_a_pool_are_those_of_the_cities_table(self):
        p = parameters(
            measures={"pool": "unemployed"}, unemployment={"city": "fes", "period": "2027", "unemployed": 900}
        )
        assert p.pool.tolist() == [[5]]

    def test_overrides_replace_only_what_they_state(self):
        p = parameters(
            cities=TWO_CITIES,
            measures=[{"measure": "course", "smallest_cohort": 4}, {"measure": "hub", "unit_cost": 70}],
            overrides=[
                {"city": "fes", "measure": "course", "unit_cost": 12},
                {"city": "meknes", "measure": "hub", "pool": 0, "smallest_cohort": 6},
            ],
        )
        assert p.unit_cost.tolist() == [[12, 70], [10, 70]]
        assert p.pool.tolist() == [[25, 25], [25, 0]]
        assert p.smallest_cohort.tolist() == [[4, 0], [4, 6]]

    def test_texts_and_flags_follow_the_sorted_measures(self):
        p = parameters(
            measures=[
                {"measure": "hub", "kind": "incubator", "serves": "firms", "labelled": True, "moved_jobs": 3},
                {"measure": "course", "min_private_share": 0.2},
            ]
        )
        assert p.kind.tolist() == ["training", "incubator"]
        assert p.serves_people.tolist() == [True, False]
        assert p.labelled.tolist() == [False, True]
        assert p.moved_jobs.tolist() == [0, 3]
        assert p.min_private_share.tolist() == [0.2, 0]


class TestSites:
    def test_a_city_row_wins_over_the_row_for_all_as_a_whole(self):
        p = parameters(
            cities=TWO_CITIES,
            measures=TWO_MEASURES,
            sites=[
                {**HUB, "city": "fes", "opening_cost": 90, "running_cost": 0, "capacity": 2, "opening_lag": 0},
                {**HUB, "max_sites": 3},
            ],
        )
        assert p.needs_site.tolist() == [False, True]
        assert p.opening_cost.tolist() == [[0, 90], [0, 100]]
        assert p.running_cost.tolist() == [[0, 0], [0, 20]]
        assert p.site_capacity.tolist() == [[0, 2], [0, 5]]
        assert p.max_sites.tolist() == [[0, 1], [0, 3]]
        assert p.opening_lag.tolist() == [[0, 0], [0, 1]]

    def test_a_city_without_a_row_has_no_site(self):
        p = parameters(cities=TWO_CITIES, measures=TWO_MEASURES, sites={**HUB, "city": "meknes"})
        assert p.max_sites.tolist() == [[0, 0], [0, 1]]


class TestVacancies:
    def test_without_rows_the_market_absorbs_everyone(self):
        assert parameters().market_vacancies is None

    def test_the_more_precise_row_wins_in_any_order(self):
        rows = [
            {"vacancies": 1},
            {"city": "fes", "vacancies": 2},
            {"city": "fes", "profile": "analyst", "vacancies": 3},
            {"city": "fes", "profile": "analyst", "period": "2028", "vacancies": 4},
        ]
        expected = [[[3, 4, 3], [2, 2, 2]], [[1, 1, 1], [1, 1, 1]]]
        for order in (rows, rows[::-1]):
            p = parameters(cities=TWO_CITIES, profiles=PROFILES, vacancies=order)
            assert p.market_vacancies.tolist() == expected

    def test_between_equally_precise_rows_city_wins_then_profile_then_period(self):
        p = parameters(
            cities=TWO_CITIES,
            profiles=PROFILES,
            vacancies=[
                {"city": "fes", "vacancies": 1},
                {"profile": "analyst", "vacancies": 2},
                {"period": "2028", "vacancies": 3},
                {"vacancies": 0},
            ],
        )
        assert p.market_vacancies.tolist() == [[[1, 1, 1], [1, 1, 1]], [[2, 2, 2], [0, 3, 0]]]

    def test_a_gap_is_named(self):
        with pytest.raises(LabelMismatch, match="no row covers fes, linguist, 2027"):
            parameters(profiles=PROFILES, vacancies={"profile": "analyst", "vacancies": 2}).market_vacancies  # noqa: B018


class TestMoney:
    def test_a_total_is_available_from_the_first_period(self):
        p = parameters(sources=SOURCES)
        assert p.budget.tolist() == [[0, 0], [70, 0]]
        assert (p.public.tolist(), p.fund_size) == ([False, True], 70)

    def test_rows_by_period_replace_the_total(self):
        rows = [{"source": "state", "period": "2028", "amount": 40}]
        assert parameters(sources=SOURCES, budgets=rows).budget.tolist() == [[0, 0], [0, 40]]

    def test_carry_over_is_read_by_source(self):
        sources = [{"source": "state", "carry_over": False}, {"source": "firms"}]
        assert parameters(sources=sources).carry_over.tolist() == [True, False]

    def eligible(self, *rows: dict) -> list:
        p = parameters(sources=SOURCES, cities=TWO_CITIES, measures=TWO_MEASURES, eligibility=list(rows))
        return p.eligible[1].astype(int).tolist()  # the State; by city (Fès, Meknès) and measure (course, hub)

    def test_without_a_row_a_source_pays_everywhere(self):
        assert self.eligible({"source": "firms", "city": "fes"}) == [[1, 1], [1, 1]]

    def test_yes_rows_name_all_that_a_source_pays(self):
        rows = {"source": "state", "city": "fes"}, {"source": "state", "measure": "hub"}
        assert self.eligible(*rows) == [[1, 1], [0, 1]]

    def test_no_rows_exclude_and_restrict_nothing_else(self):
        row = {"source": "state", "city": "fes", "measure": "hub", "eligible": False}
        assert self.eligible(row) == [[1, 0], [1, 1]]

    def test_no_wins_over_yes(self):
        rows = {"source": "state", "city": ("fes",)}, {"source": "state", "measure": ("hub",), "eligible": False}
        assert self.eligible(*rows) == [[1, 0], [0, 0]]

    def test_a_cell_may_list_several_cities(self):
        assert self.eligible({"source": "state", "city": ("fes", "meknes"), "measure": "course"}) == [[1, 0], [1, 0]]
