"""Why a plan is as it is: what each rule costs, where money would go next, what would change the plan."""
