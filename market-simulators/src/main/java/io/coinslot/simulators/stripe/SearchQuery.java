package io.coinslot.simulators.stripe;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stripe's search language, as far as {@code metadata['key']:'value'}, {@code status:'…'} and {@code AND} go. */
final class SearchQuery {
    private static final Pattern CLAUSE = Pattern.compile(
            "\\s*(?:metadata\\[['\"]([^'\"]+)['\"]]|(status|currency|customer))\\s*:\\s*['\"]([^'\"]*)['\"]\\s*");

    private SearchQuery() {}

    static Predicate<Intent> parse(String query) {
        List<Predicate<Intent>> clauses = new ArrayList<>();
        for (String text : query.split("(?i)\\sAND\\s", -1)) {
            Matcher clause = CLAUSE.matcher(text);
            if (!clause.matches()) {
                throw StripeRefusal.invalid(
                        "parameter_invalid", "query", "We were unable to parse your search query: " + query);
            }
            clauses.add(clause(clause));
        }
        return intent -> clauses.stream().allMatch(clause -> clause.test(intent));
    }

    private static Predicate<Intent> clause(Matcher clause) {
        String value = clause.group(3);
        if (clause.group(1) != null) {
            return intent -> value.equals(intent.metadata().get(clause.group(1)));
        }
        return switch (clause.group(2)) {
            case "status" -> intent -> intent.status().wire().equals(value);
            case "currency" -> intent -> intent.currency().equals(value);
            default -> intent -> value.equals(intent.customer());
        };
    }
}
