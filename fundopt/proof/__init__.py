"""Proofs in exact arithmetic: what a plan is worth, and that no plan does better by more than is said."""
