package io.coinslot.simulators.issuer;

import io.coinslot.simulators.control.ControlRefusal;
import io.coinslot.simulators.control.Input;
import io.coinslot.simulators.protocol.Json;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the company says to payments with some tokens or cards, until it is told otherwise or restarted. */
final class SpendingRules {
    private static final int MOST_RULES = 1_000;
    private static final int UNLIMITED = 0;

    private final Map<String, Rule> rules = new HashMap<>();

    /** @param left how many payments it holds for; 0 means all */
    private record Rule(@Nullable String declineCode, int left) {}

    /** What is said to a payment. */
    private enum Says {
        APPROVED,
        DECLINED,
        AUTHENTICATION_REQUIRED
    }

    /** Takes a rule for a token, or for all tokens of cards with these last four digits. */
    JsonNode put(Input input) {
        String token = input.optionalText("tokenUniqueReference");
        String suffix = input.optionalText("accountPanSuffix");
        String subject = token == null ? suffix : token;
        if (subject == null || (token != null && suffix != null)) {
            throw ControlRefusal.invalid(
                    "/tokenUniqueReference", "name either a tokenUniqueReference or an accountPanSuffix");
        }
        if (rules.size() >= MOST_RULES && !rules.containsKey(subject)) {
            throw ControlRefusal.conflict("there are " + MOST_RULES + " rules already");
        }
        String declineCode = switch (input.choice("decision", Says.APPROVED)) {
            case APPROVED -> null;
            case DECLINED -> input.text("declineCode", "do_not_honor");
            case AUTHENTICATION_REQUIRED -> "authentication_required";
        };
        Rule rule = new Rule(declineCode, input.number("limit", UNLIMITED, 0, 1_000_000));
        rules.put(subject, rule);
        return Json.object()
                .put("subject", subject)
                .put("declineCode", declineCode)
                .put("limit", rule.left());
    }

    /** Null if the payment is good. */
    @Nullable
    String declineCode(Token token) {
        String subject = rules.containsKey(token.tokenUniqueReference())
                ? token.tokenUniqueReference()
                : token.face().accountPanSuffix();
        Rule rule = rules.get(subject);
        if (rule == null) {
            return null;
        }
        if (rule.left() == 1) {
            rules.remove(subject);
        } else if (rule.left() > 1) {
            rules.put(subject, new Rule(rule.declineCode(), rule.left() - 1));
        }
        return rule.declineCode();
    }
}
