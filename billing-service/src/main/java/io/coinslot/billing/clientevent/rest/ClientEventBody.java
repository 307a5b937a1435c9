package io.coinslot.billing.clientevent.rest;

import io.coinslot.billing.clientevent.ClientEventType;
import io.coinslot.billing.clientevent.ClientEvents.Report;
import io.coinslot.servicekit.problem.InputRules;
import io.coinslot.servicekit.problem.Problem;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A reported event as it comes in. */
record ClientEventBody(
        @Nullable String eventId,
        @Nullable String purchaseId,
        @Nullable String type,
        @Nullable String occurredAt,
        @Nullable Map<String, @Nullable Object> data) {
    private static final int MOST_DATA = 20;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_VALUE = 512;
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    String requiredPurchaseId(String at) {
        return InputRules.required(purchaseId, at + "/purchaseId", InputRules.LONGEST_ID);
    }

    /** @param at JSON pointer to this object within the body */
    Report toReport(String at, Instant now) {
        return new Report(
                InputRules.required(eventId, at + "/eventId", InputRules.LONGEST_ID),
                checkedType(at),
                checkedTime(at, now),
                checkedData(at));
    }

    private ClientEventType checkedType(String at) {
        return Arrays.stream(ClientEventType.values())
                .filter(known -> known.name().equals(type))
                .findFirst()
                .orElseThrow(() -> Problem.invalid(
                                at + "/type",
                                "must be one of "
                                        + Arrays.stream(ClientEventType.values())
                                                .map(Enum::name)
                                                .collect(Collectors.joining(", ")))
                        .asException());
    }

    private Instant checkedTime(String at, Instant now) {
        try {
            Instant time = InputRules.time(
                    OffsetDateTime.parse(occurredAt == null ? "" : occurredAt).toInstant(), at + "/occurredAt");
            if (time.isAfter(now.plus(CLOCK_SKEW))) {
                throw Problem.invalid(at + "/occurredAt", "is in the future").asException();
            }
            return time;
        } catch (DateTimeException e) {
            throw Problem.invalid(at + "/occurredAt", "must be a time such as 2026-11-22T10:00:00Z")
                    .asException();
        }
    }

    private Map<String, String> checkedData(String at) {
        if (data == null) {
            return Map.of();
        }
        if (data.size() > MOST_DATA) {
            throw Problem.invalid(at + "/data", "must be at most " + MOST_DATA + " values")
                    .asException();
        }
        Map<String, String> texts = new HashMap<>();
        data.forEach((name, value) -> {
            String pointer = at + "/data/" + name;
            InputRules.required(name, at + "/data", LONGEST_NAME);
            if (value instanceof Map || value instanceof Iterable || value == null) {
                throw Problem.invalid(pointer, "must be a text, a number or a truth value")
                        .asException();
            }
            if (value.toString().length() > LONGEST_VALUE) {
                throw Problem.invalid(pointer, "must be at most " + LONGEST_VALUE + " characters")
                        .asException();
            }
            texts.put(name, value.toString());
        });
        return texts;
    }
}
