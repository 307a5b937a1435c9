package io.coinslot.cardregistry.notification.rest;

import io.coinslot.cardregistry.number.CardNumbers;
import io.coinslot.cardregistry.token.StatusReport;
import io.coinslot.cardregistry.token.Suspender;
import io.coinslot.cardregistry.token.TokenStatus;
import io.coinslot.servicekit.problem.Problem;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads members of what a financial company tells. */
final class Told {
    private static final Pattern CARD_NUMBER = Pattern.compile("[0-9]{12,19}");
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z_]{0,63}");

    private Told() {}

    /** Null if it is not there. A card number is never taken over, wherever it stands. */
    static @Nullable String text(JsonNode from, String name) {
        String text = from.path(name).asString("");
        return text.isBlank()
                        || CARD_NUMBER.matcher(text.replaceAll("[ -]", "")).matches()
                ? null
                : text;
    }

    /** A text for people, in which a number may stand among others: null then, too. */
    static @Nullable String shown(JsonNode from, String name) {
        String text = text(from, name);
        return text == null || CardNumbers.maybeIn(text) ? null : text;
    }

    /** A state of a kind that we do not know is none. */
    static @Nullable StatusReport status(JsonNode token, String statusName, String timeName) {
        String name = token.path(statusName).asString("");
        TokenStatus status = Arrays.stream(TokenStatus.values())
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElse(null);
        if (status == null) {
            return null;
        }
        String reason = token.path("reasonCode").asString("");
        return new StatusReport(
                status,
                suspenders(token.path("suspendedBy")),
                time(token, timeName),
                CODE.matcher(reason).matches() ? reason : null);
    }

    private static Instant time(JsonNode token, String name) {
        try {
            return Instant.parse(token.path(name).asString(""));
        } catch (DateTimeParseException e) {
            throw Problem.invalid("/" + name, "must be a time such as 2026-11-01T00:00:00Z")
                    .asException();
        }
    }

    private static Set<Suspender> suspenders(JsonNode names) {
        Set<Suspender> suspenders = EnumSet.noneOf(Suspender.class);
        for (JsonNode name : names) {
            for (Suspender suspender : Suspender.values()) {
                if (suspender.name().equals(name.asString(""))) {
                    suspenders.add(suspender);
                }
            }
        }
        return suspenders;
    }
}
