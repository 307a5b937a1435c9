package io.coinslot.settlement.fee.rest;

import io.coinslot.servicekit.problem.Problem;
import io.coinslot.settlement.fee.FeeRule;
import io.coinslot.settlement.fee.FeeSchedule;
import io.coinslot.settlement.fee.FeeTiers;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a schedule as a client sends it, or throws a problem that names the field. */
final class FeeScheduleBody {
    private static final int MOST_RULES = 500;

    private final FeeSchedule builtIn;
    private final Map<Integer, FeeRule> rules = new LinkedHashMap<>();
    private final Map<FeeRule.Scope, Integer> places = new HashMap<>();

    private FeeScheduleBody(FeeSchedule builtIn) {
        this.builtIn = builtIn;
    }

    /** @param builtIn the rules of ours, which may be among the bodies as they are and are left out */
    static FeeSchedule read(List<@Nullable FeeRuleBody> bodies, FeeSchedule builtIn) {
        if (bodies.size() > MOST_RULES) {
            throw Problem.invalid("", "must be at most " + MOST_RULES + " rules")
                    .asException();
        }
        FeeScheduleBody read = new FeeScheduleBody(builtIn);
        for (int index = 0; index < bodies.size(); index++) {
            read.add(index, bodies.get(index));
        }
        FeeSchedule schedule = new FeeSchedule(List.copyOf(read.rules.values()));
        read.rules.forEach((index, rule) -> refuseWhatIsCounted(index, rule, schedule));
        return schedule;
    }

    private void add(int index, @Nullable FeeRuleBody body) {
        if (body == null) {
            throw Problem.invalid("/" + index, "must be a rule").asException();
        }
        FeeRule rule = body.toRule("/" + index);
        if (Boolean.TRUE.equals(body.builtIn())) {
            refuseUnlessOurs(index, rule);
        } else {
            refuseIfAmbiguous(index, rule);
            rules.put(index, rule);
        }
    }

    private void refuseUnlessOurs(int index, FeeRule rule) {
        if (!builtIn.rules().contains(rule)) {
            throw Problem.invalid(
                            "/" + index + "/builtIn",
                            "no built-in rule is like this one; leave builtIn out to set a rule of your own")
                    .asException();
        }
    }

    private void refuseIfAmbiguous(int index, FeeRule rule) {
        Integer same = places.putIfAbsent(rule.scope(), index);
        if (same != null) {
            throw Problem.invalid(
                            "/" + index + "/from",
                            "rule " + same + " holds for the same country and currency from the same time on")
                    .asException();
        }
    }

    private static void refuseWhatIsCounted(int index, FeeRule rule, FeeSchedule schedule) {
        FeeTiers tiers = rule.tiers();
        if (tiers != null
                && rule.saysWhatWasBefore()
                && schedule.firstWithTiers(tiers.currency())
                        .filter(rule::equals)
                        .isEmpty()) {
            throw Problem.invalid(
                            "/" + index + "/turnoverBefore",
                            "belongs to the first rule with tiers in " + tiers.currency()
                                    + ", and to one: captures count from its beginning on")
                    .asException();
        }
    }
}
