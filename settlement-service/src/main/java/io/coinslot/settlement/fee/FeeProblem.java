package io.coinslot.settlement.fee;

import io.coinslot.servicekit.problem.ProblemType;

/** Refusals of fee schedules. */
enum FeeProblem implements ProblemType {
    TIERS_NOT_OFFERED;

    @Override
    public String slug() {
        return "fee-tiers-not-offered";
    }

    @Override
    public String title() {
        return "Fee tiers are not offered yet";
    }

    @Override
    public int status() {
        return 422;
    }
}
